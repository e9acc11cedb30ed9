/**
 * The tasks, one class for each: layers, data and lengths at every scale. A new one is a class here
 * and a line in {@code META-INF/services/gradus.proxies.Family}.
 */
package gradus.proxies.tasks;
