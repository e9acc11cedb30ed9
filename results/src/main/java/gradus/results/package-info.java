/**
 * What runs leave behind.
 *
 * <p>A run is a directory, {@link gradus.results.RunDirectory}: the configuration, the store of
 * every candidate ({@link gradus.results.RunStore}), the hall of fame ({@link
 * gradus.results.HallOfFame}) with its programs, and a report. Programs, hashes and outcomes are
 * text and numbers here; nothing in this package knows what they mean.
 */
package gradus.results;
