package gradus.search;

import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a search stood when a part of it was done: its counts so far, and the program that it would
 * have named its best then, by all that was known of it by then.
 *
 * @param part the part that was done, above 0 and at most 1
 * @param generated how many candidates there were
 * @param evaluated how many different programs
 * @param trainings how many trainings
 * @param cached cache hits, in percent of the candidates since the milestone before
 * @param redundant statements that do not matter, in percent of those since the milestone before
 * @param best the number of the candidate with the text of the best; 0 if there is none
 * @param program the text; empty if there is none
 */
record Milestone(
    double part,
    int generated,
    long evaluated,
    long trainings,
    double cached,
    double redundant,
    int best,
    String program) {

  /** What is known of the programs with one hash. */
  private static final class Known {
    private final int number;
    private final String program;
    private Losses losses;

    private Known(Candidate first, List<Double> weights) {
      number = first.number();
      program = first.program();
      losses = Losses.none(weights);
    }
  }

  /** A pass over the candidates of a run. */
  private static final class Reading {
    private final Map<String, Known> known = new HashMap<>();
    private final List<Milestone> milestones = new ArrayList<>();
    private final Configuration configuration;
    private final int all;
    private final int count;
    private long evaluated;
    private long trainings;
    private int candidates;
    private int cached;
    private long statements;
    private long redundant;

    private Reading(Configuration configuration, int all, int count) {
      this.configuration = configuration;
      this.all = all;
      this.count = count;
    }

    private void add(Candidate candidate) {
      candidates++;
      cached += candidate.cached() ? 1 : 0;
      evaluated += candidate.cached() ? 0 : 1;
      trainings += (long) candidate.losses().size() * configuration.rates().size();
      statements += candidate.statements();
      redundant += candidate.redundantStatements();
      Known mine =
          known.computeIfAbsent(
              candidate.hash(), any -> new Known(candidate, configuration.weights()));
      mine.losses = mine.losses.and(candidate.losses());
      int next = milestones.size() + 1;
      if (candidate.number() >= (long) all * next / count) {
        milestones.add(milestone((double) next / count, candidate.number()));
        candidates = 0;
        cached = 0;
        statements = 0;
        redundant = 0;
      }
    }

    private Milestone milestone(double part, int generated) {
      Known best = null;
      for (Known one : known.values()) {
        boolean judged = one.losses.trained() && one.losses.rounds() >= configuration.trainings();
        best = judged && (best == null || isBetter(one, best)) ? one : best;
      }
      return new Milestone(
          part,
          generated,
          evaluated,
          trainings,
          100.0 * cached / candidates,
          statements == 0 ? 0 : 100.0 * redundant / statements,
          best == null ? 0 : best.number,
          best == null ? "" : best.program);
    }

    /** The earlier one where they are equal, whatever order a map has. */
    private static boolean isBetter(Known one, Known other) {
      int order = Double.compare(one.losses.fitness(), other.losses.fitness());
      return order > 0 || order == 0 && one.number < other.number;
    }
  }

  /**
   * So many milestones of a run, evenly spread over its candidates. Of a run that has ended, the
   * best at the last one is what its finals named.
   */
  static List<Milestone> of(RunDirectory run, Configuration configuration, int count) {
    Reading reading = new Reading(configuration, run.store().count(), count);
    run.store().forEach(reading::add);
    if (Files.exists(run.path().resolve(HallOfFame.FILE))) {
      List<HallOfFame.Entry> hall = run.hallOfFame().entries();
      Known first = hall.isEmpty() ? null : reading.known.get(hall.getFirst().hash());
      if (first != null) {
        reading.milestones.add(reading.milestones.removeLast().naming(first));
      }
    }
    return reading.milestones;
  }

  private Milestone naming(Known one) {
    return new Milestone(
        part, generated, evaluated, trainings, cached, redundant, one.number, one.program);
  }
}
