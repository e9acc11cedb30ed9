package gradus.benchmarks;

import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code jmh}: our own parts, one by one. */
@Command(name = "jmh", description = "Time our own parts with JMH, in this process.")
final class Jmh implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "REGEX",
      description = "Which benchmarks; all if none is given.")
  private List<String> patterns = List.of();

  private Jmh() {}

  @Override
  public Integer call() throws RunnerException {
    OptionsBuilder options = new OptionsBuilder();
    patterns.forEach(options::include);
    // In this process, which has the flags that the engines need.
    options
        .forks(0)
        .warmupIterations(3)
        .warmupTime(TimeValue.seconds(1))
        .measurementIterations(5)
        .measurementTime(TimeValue.seconds(1));
    new Runner(options.build()).run();
    return 0;
  }
}
