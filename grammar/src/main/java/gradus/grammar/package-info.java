/**
 * The language: its text, its table of functions and the meanings a program has.
 *
 * <p>A {@link gradus.grammar.Program} is folded by {@link gradus.grammar.Walk} through an {@link
 * gradus.grammar.Interpretation}; what the functions are is said once, in {@link
 * gradus.grammar.Functions}. Kinds, oracle, hash, simplifier and printer are interpretations, and
 * none of them names a function.
 */
package gradus.grammar;
