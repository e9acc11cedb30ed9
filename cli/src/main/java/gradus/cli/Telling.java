package gradus.cli;

import gradus.results.Trial;
import gradus.search.tuning.Setting;
import gradus.search.tuning.Tunings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** Tells of tunings: every choice as a line, and how far they have come. */
final class Telling implements Tunings.Listener {
  private final PrintWriter out;
  private final ProgressLine line;
  private int trainings;
  private boolean failed;

  Telling(PrintWriter out, ProgressLine line) {
    this.out = out;
    this.line = line;
  }

  @Override
  public void trained(Trial trial) {
    trainings++;
    line.show(() ->
        String.format(
            Locale.ROOT,
            "%d trainings, last %s on %s at %s %s: loss %.4g",
            trainings,
            trial.optimizer(),
            trial.task(),
            trial.learningRate(),
            trial.settings(),
            trial.loss()));
  }

  @Override
  public void chosen(Tunings.Job job, Optional<Setting> choice) {
    line.clear();
    failed |= choice.isEmpty();
    out.printf(
        "%s on %s: %s%n",
        job.subject().name(),
        job.subject().task().name(),
        choice
            .map(setting -> "learning rate " + setting.learningRate() + " " + setting.text())
            .orElse("no setting could be trained from every seed"));
    out.flush();
  }

  /** Whether some tuning came to nothing. */
  boolean failed() {
    return failed;
  }

  /** Takes the line of progress away. */
  void clear() {
    line.clear();
  }
}
