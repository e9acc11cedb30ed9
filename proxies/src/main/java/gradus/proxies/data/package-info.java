/**
 * Data sets: where they come from, how they are checked and how they are divided. A {@link
 * gradus.proxies.data.Source} says how many examples each part has; opening it loads them.
 */
package gradus.proxies.data;
