package gradus.results;

import java.nio.file.Path;

/**
 * Goes on with a run for ever and says on its output how many candidates are in, after each append.
 * A failure is its last line.
 */
final class Appender {
  private Appender() {}

  public static void main(String[] arguments) {
    try (RunDirectory run = RunDirectory.open(Path.of(arguments[0]))) {
      System.out.println("from " + run.store().count());
      while (true) {
        int next = run.store().count() + 1;
        int batch = next % 5 == 0 ? 10 : 1;
        run.store().append(Samples.candidates(next, next + batch - 1));
        System.out.println(run.store().count());
      }
    } catch (RunException e) {
      System.out.println(e.getMessage());
    }
  }
}
