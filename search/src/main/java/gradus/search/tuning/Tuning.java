package gradus.search.tuning;

import gradus.grammar.Program;
import gradus.results.Trial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Chooses learning rate and hyperparameters: first a coarse grid, then from its best cell to better
 * neighbours until none is better, so that the choice never lies on an edge that could be crossed.
 * All cells are trained from the same seeds. A cell whose first loss is above every loss of the
 * best so far is not trained from the other seeds.
 *
 * @param axes what to vary, each name once
 * @param start where the grid is centred
 * @param grid whether there is a grid; otherwise the walk begins at the start
 * @param seeds how many seeds a cell is judged by, at least 1
 * @param fresh how many other seeds the chosen cell is trained from in the end
 * @param budget how many cells may be looked at; where they run out, the best so far is the choice
 */
public record Tuning(
    List<Axis> axes, Setting start, boolean grid, int seeds, int fresh, int budget) {
  private static final long FIRST = 1;
  private static final long FIRST_FRESH = 101;
  private static final int MOST_MOVES = 40;

  /** Copies the list. */
  public Tuning {
    axes = List.copyOf(axes);
  }

  /** What is known of a cell. */
  private record Cell(Setting setting, List<Double> losses) {
    double mean() {
      return losses.stream().mapToDouble(Tuning::orInfinity).average().orElseThrow();
    }

    double worst() {
      return losses.stream().mapToDouble(Tuning::orInfinity).max().orElseThrow();
    }
  }

  private static double orInfinity(double loss) {
    return Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss;
  }

  /**
   * Tunes, and trains with the choice from fresh seeds.
   *
   * @param subject what to tune on what
   * @param trainings who trains
   * @return the choice; nothing if no cell could be trained from every seed
   * @throws InterruptedException if waiting is interrupted
   */
  public Optional<Setting> run(Trainings.Subject subject, Trainings trainings)
      throws InterruptedException {
    Optional<Setting> choice = choose(subject, trainings);
    if (choice.isPresent()) {
      trainings.all(subject, List.of(choice.get()), Trial.RESULT, range(FIRST_FRESH, fresh));
    }
    return choice;
  }

  /**
   * Tunes.
   *
   * @param subject what to tune on what
   * @param trainings who trains
   * @return the choice; nothing if no cell could be trained from every seed
   * @throws InterruptedException if waiting is interrupted
   */
  public Optional<Setting> choose(Trainings.Subject subject, Trainings trainings)
      throws InterruptedException {
    Set<Setting> seen = new HashSet<>();
    List<Setting> wave = grid ? cells(subject.program()) : neighbours(start, subject.program());
    if (!grid) {
      wave.addFirst(start);
    }
    Cell best = new Cell(start, List.of(Double.NaN));
    for (int move = 0; !wave.isEmpty() && seen.size() < budget && move < MOST_MOVES; move++) {
      wave = wave.subList(0, Math.min(wave.size(), budget - seen.size()));
      seen.addAll(wave);
      best = better(best, wave, subject, trainings);
      wave = neighbours(best.setting(), subject.program());
      wave.removeAll(seen);
    }
    if (Double.isInfinite(best.mean())) {
      return Optional.empty();
    }
    return Optional.of(best.setting());
  }

  private Cell better(Cell best, List<Setting> wave, Trainings.Subject subject, Trainings trainings)
      throws InterruptedException {
    List<Trial> first = trainings.all(subject, wave, Trial.TUNE, range(FIRST, 1));
    if (Double.isInfinite(best.worst())) {
      best = leader(wave, first, subject, trainings);
    }
    double bound = best.worst();
    List<Setting> promising = new ArrayList<>();
    for (int i = 0; i < wave.size(); i++) {
      if (first.get(i).loss() <= bound) {
        promising.add(wave.get(i));
      }
    }
    for (Cell cell : cells(promising, subject, trainings)) {
      best = cell.mean() < best.mean() ? cell : best;
    }
    return best;
  }

  /** The cell with the lowest first loss; where none trains, the one with the smallest steps. */
  private Cell leader(
      List<Setting> wave, List<Trial> first, Trainings.Subject subject, Trainings trainings)
      throws InterruptedException {
    int leader = 0;
    for (int i = 1; i < wave.size(); i++) {
      int order =
          Double.compare(orInfinity(first.get(i).loss()), orInfinity(first.get(leader).loss()));
      boolean smaller = wave.get(i).learningRate() < wave.get(leader).learningRate();
      boolean none = Double.isNaN(first.get(i).loss());
      leader = order < 0 || order == 0 && none && smaller ? i : leader;
    }
    return cells(List.of(wave.get(leader)), subject, trainings).getFirst();
  }

  private List<Cell> cells(List<Setting> settings, Trainings.Subject subject, Trainings trainings)
      throws InterruptedException {
    List<Trial> trials = trainings.all(subject, settings, Trial.TUNE, range(FIRST, seeds));
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      List<Trial> mine = trials.subList(i * seeds, (i + 1) * seeds);
      cells.add(new Cell(settings.get(i), mine.stream().map(Trial::loss).toList()));
    }
    return cells;
  }

  private static List<Long> range(long first, int count) {
    return LongStream.range(first, first + count).boxed().toList();
  }

  /** The grid. */
  private List<Setting> cells(Program program) {
    List<Setting> cells = new ArrayList<>(List.of(start));
    for (Axis axis : axes) {
      List<Setting> wider = new ArrayList<>();
      for (Setting cell : cells) {
        for (double value : axis.grid(start.get(axis.name(), program))) {
          wider.add(cell.with(axis.name(), value, program));
        }
      }
      cells = wider;
    }
    return cells;
  }

  private List<Setting> neighbours(Setting setting, Program program) {
    List<Setting> neighbours = new ArrayList<>();
    for (Axis axis : axes) {
      for (double value : axis.neighbours(setting.get(axis.name(), program))) {
        neighbours.add(setting.with(axis.name(), value, program));
      }
    }
    return neighbours;
  }
}
