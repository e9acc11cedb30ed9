package gradus.proxies.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.proxies.DataException;
import gradus.proxies.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EuroparlTest {

  @Test
  void aTargetIsTheTokenBehind() {
    Source source = Europarl.pieces(true, 500, 16, 200, 50);
    Data data = source.data().get();
    float[] input = new float[16];
    float[] target = new float[16];
    float[] next = new float[16];
    Set<Float> seen = new HashSet<>();
    for (Part part : Part.values()) {
      for (int i = 0; i + 1 < source.size(part); i++) {
        data.copy(part, i, input, 0, target, 0);
        data.copy(part, i + 1, next, 0, new float[16], 0);
        for (int j = 0; j < 16; j++) {
          assertThat(input[j]).isBetween(0f, 499f);
          assertThat(target[j]).isEqualTo(j < 15 ? input[j + 1] : next[0]);
          seen.add(input[j]);
        }
      }
    }
    assertThat(seen).hasSizeGreaterThan(300);
  }

  @Test
  void aCharacterIsGuessedFromThoseBeforeIt() {
    Data data = Europarl.characters(true, 64, 8, 100, 10).data().get();
    float[] input = new float[8];
    float[] target = new float[1];
    float[] next = new float[8];
    data.copy(Part.TRAIN, 3, input, 0, target, 0);
    data.copy(Part.TRAIN, 4, next, 0, new float[1], 0);
    assertThat(target[0]).isEqualTo(next[0]);
  }

  @Test
  void moreWindowsThanThereAreAreRefused() {
    Source source = Europarl.characters(true, 64, 8, 10_000_000, 10);
    assertThatThrownBy(() -> source.data().get())
        .isInstanceOf(DataException.class)
        .hasMessageMatching("text: found \\d+ windows of 8 tokens in the part TRAIN; .*10000000");
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(() -> Europarl.lines(new byte[] {1, 2, 3}))
        .isInstanceOf(DataException.class)
        .hasMessageMatching(
            "europarl: found SHA-256 [0-9a-f]{64}; allowed is 0965f34f[0-9a-f]{56}");
  }

  /** Against the definition, pair by pair over all words anew. */
  @Test
  void pairsAreJoinedTheCommonestFirst() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      List<int[]> words =
          random.ints(20, 1, 9).mapToObj(n -> random.ints(n, 0, 4).toArray()).toList();
      int[] counts = random.ints(20, 1, 5).toArray();
      int[][] cut = BytePairs.cut(words, counts, 4, 12);
      List<List<Integer>> expected =
          words.stream()
              .map(word -> Arrays.stream(word).boxed().toList())
              .collect(Collectors.toList());
      for (int piece = 4; piece < 12; piece++) {
        join(expected, counts, piece);
      }
      for (int i = 0; i < cut.length; i++) {
        assertThat(cut[i]).containsExactly(expected.get(i).stream().mapToInt(x -> x).toArray());
      }
    }
  }

  private static void join(List<List<Integer>> words, int[] counts, int piece) {
    Map<List<Integer>, Integer> pairs = new HashMap<>();
    for (int w = 0; w < words.size(); w++) {
      for (int i = 1; i < words.get(w).size(); i++) {
        pairs.merge(List.copyOf(words.get(w).subList(i - 1, i + 1)), counts[w], Integer::sum);
      }
    }
    if (pairs.isEmpty()) {
      return;
    }
    List<Integer> best =
        Collections.max(
            pairs.keySet(),
            Comparator.<List<Integer>>comparingInt(pairs::get)
                .thenComparing(pair -> -(100 * pair.get(0) + pair.get(1))));
    for (int w = 0; w < words.size(); w++) {
      List<Integer> joined = new ArrayList<>();
      for (int i = 0; i < words.get(w).size(); i++) {
        boolean found = i + 1 < words.get(w).size() && words.get(w).subList(i, i + 2).equals(best);
        joined.add(found ? piece : words.get(w).get(i));
        i += found ? 1 : 0;
      }
      words.set(w, joined);
    }
  }
}
