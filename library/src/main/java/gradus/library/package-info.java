/** The optimizers that Gradus knows, each a program with a header. */
package gradus.library;
