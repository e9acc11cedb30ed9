/** The tree of a program: nodes by arity and kind, never by function. */
package gradus.interpreter.nodes;
