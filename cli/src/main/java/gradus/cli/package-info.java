/**
 * The command line: one class per verb, named after it, and what they share.
 *
 * <p>A verb reads its options, asks a module to do the work and prints the outcome. Failures are
 * thrown; {@link gradus.cli.Failures} alone turns them into a line and an exit status.
 */
package gradus.cli;
