package gradus.library.export;

import gradus.grammar.Kind;

/**
 * A value as it is written in Python.
 *
 * @param text an expression
 * @param precedence how tightly it holds together, as {@link Spelling} counts
 * @param kind how many numbers it has
 * @param host whether it is a number of Python, not a tensor of the framework
 * @param many whether it is a list, with one entry for each tensor
 * @param shared whether it may be the memory of the weights or the gradient
 * @param truth whether it is true or false where the language has 1 or 0
 * @param nan whether it may be NaN where all else is a number
 */
record Text(
    String text,
    int precedence,
    Kind kind,
    boolean host,
    boolean many,
    boolean shared,
    boolean truth,
    boolean nan) {

  static Text name(
      String name, Kind kind, boolean host, boolean many, boolean shared, boolean nan) {
    return new Text(name, Spelling.ATOM, kind, host, many, shared, false, nan);
  }

  String inside(int least) {
    return precedence < least ? "(" + text + ")" : text;
  }

  /** The same value under a name. */
  Text named(String name) {
    return new Text(name, Spelling.ATOM, kind, host, many, shared, truth, nan);
  }

  /** The same value, true or false or not. */
  Text truth(boolean is) {
    return new Text(text, precedence, kind, host, many, shared, is, nan);
  }

  /** Whether it is one number, or one for each tensor. */
  boolean isScalar() {
    return !kind.isArray();
  }
}
