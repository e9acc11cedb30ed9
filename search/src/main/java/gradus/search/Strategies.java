package gradus.search;

import gradus.grammar.Program;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The strategies by name. A new one is a class and a row here. */
public final class Strategies {
  /** How a strategy is made. */
  public interface Maker {
    /**
     * A strategy that has proposed nothing yet.
     *
     * @param configuration the settings
     * @param space what may be written
     * @param starts the programs to begin from, at least one, flat and admitted by the space
     * @return the strategy
     */
    Strategy of(Configuration configuration, SearchSpace space, List<Program> starts);
  }

  private static final Map<String, Maker> ROWS = new LinkedHashMap<>();

  static {
    ROWS.put("regularized-evolution", RegularizedEvolution::new);
    ROWS.put("random-search", RandomSearch::new);
    ROWS.put("tune", ConstantTuning::new);
  }

  private Strategies() {}

  /**
   * What strategies there are.
   *
   * @return their names, the default first
   */
  public static String[] names() {
    return ROWS.keySet().toArray(String[]::new);
  }

  /**
   * The strategy that a configuration names.
   *
   * @param configuration the settings
   * @param space what may be written
   * @param starts the programs to begin from
   * @return a strategy that has proposed nothing yet
   */
  public static Strategy of(Configuration configuration, SearchSpace space, List<Program> starts) {
    return ROWS.get(configuration.strategy()).of(configuration, space, starts);
  }
}
