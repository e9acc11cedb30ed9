package gradus.grammar;

import java.util.List;

/** What stands to the right of an assignment: a number, a variable, or a call. */
public sealed interface Expression {

  /**
   * Where it stands in its text.
   *
   * @return the place, {@link Place#NONE} where there is no text
   */
  Place place();

  /**
   * A literal number.
   *
   * @param value any double
   * @param place where it stands
   */
  record Number(double value, Place place) implements Expression {
    /**
     * A number outside any text.
     *
     * @param value any double
     * @return the number
     */
    public static Number of(double value) {
      return new Number(value, Place.NONE);
    }
  }

  /**
   * The value that a name has at this point.
   *
   * @param name a parameter, or the target of an earlier statement
   * @param place where it stands
   */
  record Variable(String name, Place place) implements Expression {
    /**
     * A variable outside any text.
     *
     * @param name a parameter, or the target of an earlier statement
     * @return the variable
     */
    public static Variable of(String name) {
      return new Variable(name, Place.NONE);
    }
  }

  /**
   * A function applied to arguments. Infix and prefix operators are calls too.
   *
   * @param function a row of the table
   * @param arguments as many as the function has parameters
   * @param place where it stands
   */
  record Call(Function function, List<Expression> arguments, Place place) implements Expression {
    /** Makes the arguments immutable and checks their number. */
    public Call {
      arguments = List.copyOf(arguments);
      if (arguments.size() != function.arity()) {
        throw new IllegalArgumentException(
            function + " takes " + function.arity() + " arguments, found " + arguments.size());
      }
    }

    /**
     * A call outside any text.
     *
     * @param function a row of the table
     * @param arguments as many as the function has parameters
     * @return the call
     */
    public static Call of(Function function, Expression... arguments) {
      return new Call(function, List.of(arguments), Place.NONE);
    }
  }
}
