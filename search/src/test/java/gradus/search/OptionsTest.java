package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OptionsTest {
  @Test
  void defaultsAreAConfiguration() {
    Configuration configuration = Configuration.of(Options.defaults());
    assertThat(configuration.tasks()).containsExactly("digits");
    assertThat(configuration.learningRate()).isEqualTo(Configuration.LearningRate.LOCKED);
  }

  @Test
  void everyWrongKeyAndValueIsNamedWithWhatIsAllowed() {
    Map<String, String> set = new TreeMap<>();
    set.put("populaton", "3");
    set.put("seed", "many");
    set.put("window", "0");
    set.put("learning_rate", "open");
    assertThatThrownBy(() -> Options.merge("c.yaml", set, Options.defaults()))
        .isInstanceOf(SearchException.class)
        .hasMessage(
            """
            c.yaml: wrong value for learning_rate; found 'open'; allowed: locked, read-only, writable
            c.yaml: unknown key; found 'populaton'; allowed: population (did you mean that?)
            c.yaml: wrong value for seed; found 'many'; allowed: a whole number from \
            -9223372036854775808 to 9223372036854775807
            c.yaml: wrong value for window; found '0'; allowed: a whole number from 1 to 10000\
            """);
  }

  @Test
  void nestedKeysAreJoinedByDots() {
    assertThat(Options.read("c.yaml", "seed: 3\nmutation:\n  insert: 2.5\n"))
        .containsOnly(Map.entry("seed", "3"), Map.entry("mutation.insert", "2.5"));
    assertThat(Options.read("c.yaml", "")).isEmpty();
    assertThat(Options.read("c.yaml", "task: [digits, quadratic]\n"))
        .containsOnly(Map.entry("task", "digits,quadratic"));
  }

  @Test
  void whatIsNotAMappingIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Options.read("c.yaml", "- a\n- b\n"))
        .hasMessage("c.yaml: not a mapping; allowed: lines such as 'seed: 1'");
    assertThatThrownBy(() -> Options.read("c.yaml", "seed: 1\na: [1,\n"))
        .isInstanceOf(SearchException.class)
        .hasMessageStartingWith("c.yaml:")
        .hasMessageContaining("not YAML");
  }

  @Test
  void ratesAndWeightsAreNumbersAboveZero() {
    Configuration two = Configuration.of(Programs.settings("rates", "1, 0.25,4", "weights", "3"));
    assertThat(two.rates()).containsExactly(1.0, 0.25, 4.0);
    assertThat(two.weights()).containsExactly(3.0);
    for (String wrong : List.of("none", "1,0", "1,-2", "1,x", "1,", "NaN", "Infinity", "")) {
      assertThatThrownBy(() -> Programs.settings("rates", wrong))
          .isInstanceOf(SearchException.class)
          .hasMessageContaining("allowed: numbers above 0, joined by commas");
    }
    assertThatThrownBy(() ->
            Configuration.of(Programs.settings("task", "digits, autoencoder", "weights", "1,2,3")))
        .isInstanceOf(SearchException.class)
        .hasMessage("weights: found 1,2,3; allowed: one number, or one for each of 2 tasks");
  }

  @Test
  void aSearchThatCanMakeNothingNewIsRefused() {
    assertThatThrownBy(() ->
            Configuration.of(
                Programs.settings(
                    "mutation.insert", "0", "mutation.change", "0", "mutation.constant", "0")))
        .isInstanceOf(SearchException.class)
        .hasMessageContaining("nothing new can come up");
  }
}
