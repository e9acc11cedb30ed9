package gradus.search;

import gradus.grammar.Flattener;
import gradus.grammar.Program;
import gradus.library.Library;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** What the tests of a search begin from. */
public final class Programs {
  private Programs() {}

  /** The default start of a search. */
  public static Program start() {
    return Flattener.flatten(Library.optimizer("adamw_search").program());
  }

  /** Settings with some changes, given as key, value, key, value. */
  static SequencedMap<String, String> settings(String... changes) {
    Map<String, String> set = new LinkedHashMap<>();
    for (int i = 0; i < changes.length; i += 2) {
      set.put(changes[i], changes[i + 1]);
    }
    return Options.merge("test", set, Options.defaults());
  }
}
