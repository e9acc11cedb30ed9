package gradus.grammar;

import java.util.List;
import java.util.stream.Collectors;

/** An input that is not a program, or does not fit one. It carries every problem, not the first. */
public final class ProgramException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  /**
   * All that is wrong with an input.
   *
   * @param problems at least one
   */
  public ProgramException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /**
   * What is wrong, one entry each.
   *
   * @return at least one problem
   */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * Throws when there is something to complain of.
   *
   * @param problems perhaps none
   */
  public static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new ProgramException(problems);
    }
  }
}
