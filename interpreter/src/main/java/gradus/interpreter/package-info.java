/**
 * The engines that run programs. {@link gradus.interpreter.GradusLanguage} is a Truffle language:
 * {@code nodes} is the tree a program becomes, {@code memory} what a step works on.
 */
package gradus.interpreter;
