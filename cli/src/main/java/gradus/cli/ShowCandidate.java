package gradus.cli;

import gradus.grammar.Liveness;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.search.Sample;
import gradus.search.report.Ablation;
import gradus.search.report.Ancestry;
import gradus.search.report.Changes;
import gradus.search.report.Finder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code gradus show RUN ID}: where a candidate of a run comes from and what is in it. */
final class ShowCandidate {
  private final RunDirectory run;
  private final PrintWriter out;

  private ShowCandidate(RunDirectory run, PrintWriter out) {
    this.run = run;
    this.out = out;
  }

  /** Shows a candidate; with a number of seeds above 0 also what its statements contribute. */
  static void show(Path path, String id, int seeds, int threads, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    try (RunDirectory run = RunDirectory.read(path)) {
      ShowCandidate show = new ShowCandidate(run, out);
      Candidate candidate = Finder.candidate(run, id);
      show.facts(candidate);
      show.ancestry(Ancestry.of(run.store(), candidate.number()));
      show.program(Parser.program("candidate " + candidate.number(), candidate.program()));
      out.flush();
      if (seeds > 0) {
        show.ablation(candidate, seeds, threads, err);
      }
      out.flush();
    }
  }

  private void facts(Candidate candidate) {
    line("candidate    %d of %s", candidate.number(), run.path());
    line("hash         %s", candidate.hash());
    line("outcome      %s", candidate.outcome());
    line("fitness      %s", fitness(candidate.fitness()));
    if (candidate.cached()) {
      line("cached       an earlier candidate has the same hash");
    }
    if (!candidate.losses().isEmpty()) {
      line(
          "losses       %s",
          String.join(" ", candidate.losses().stream().map(ShowCandidate::loss).toList()));
    }
  }

  private static String fitness(double fitness) {
    return Double.isNaN(fitness) ? "none" : String.format(Locale.ROOT, "%.4f", fitness);
  }

  private static String loss(double loss) {
    return Double.isNaN(loss) ? "failed" : fitness(loss);
  }

  private void ancestry(List<Ancestry.Step> steps) {
    line("");
    line("from the start to it, %d steps:", steps.size() - 1);
    double before = Double.NaN;
    for (Ancestry.Step step : steps) {
      Candidate candidate = step.candidate();
      double gain = candidate.fitness() - before;
      line(
          "%8d  %s, fitness %s%s",
          candidate.number(),
          candidate.mutation(),
          Double.isNaN(candidate.fitness())
              ? "none (" + candidate.outcome() + ")"
              : fitness(candidate.fitness()),
          Double.isNaN(gain) ? "" : String.format(Locale.ROOT, " (%+.4f)", gain));
      step.changes().stream()
          .filter(change -> change.sign() != Changes.Sign.GAP)
          .forEach(change -> line("          %s %s", change.sign().text(), change.text()));
      before = candidate.fitness();
    }
  }

  private void program(Program program) {
    Liveness live = Liveness.of(program);
    List<String> lines = Printer.print(program).lines().toList();
    line("");
    line(
        "%d of %d statements matter:",
        live.statements().cardinality(), program.statements().size());
    for (int i = 0; i < lines.size(); i++) {
      boolean statement = i > 0 && i < lines.size() - 1;
      line("  %-4s  %s", statement && !live.statements().get(i - 1) ? "dead" : "", lines.get(i));
    }
    line("");
    line("simplified:");
    Printer.print(Simplifier.simplify(program)).lines().forEach(text -> line("        %s", text));
  }

  private void ablation(Candidate candidate, int seeds, int threads, PrintWriter err)
      throws InterruptedException {
    ProgressLine progress = new ProgressLine(err);
    Map<String, List<Ablation.Part>> tasks =
        Ablation.of(
            run,
            candidate,
            seeds,
            threads,
            (done, all) -> progress.show(() -> done + " of " + all + " trainings"));
    progress.clear();
    tasks.forEach((task, parts) -> {
      line("");
      line(
          "loss on %s without a statement, less the loss with all, from %d fresh seeds:",
          task, seeds);
      parts.forEach(part ->
          line(
              "  %-22s  %s",
              part.difference().map(ShowCandidate::difference).orElse("no program"), part.text()));
    });
  }

  private static String difference(Sample sample) {
    if (sample.failures() == sample.values().size()) {
      return "fails";
    }
    String mean =
        sample.values().size() - sample.failures() == 1
            ? String.format(Locale.ROOT, "%+.4f", sample.mean())
            : String.format(Locale.ROOT, "%+.4f +- %.4f", sample.mean(), sample.standardError());
    return sample.failures() == 0 ? mean : mean + ", " + sample.failures() + " failed";
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
