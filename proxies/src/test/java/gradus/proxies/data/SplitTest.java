package gradus.proxies.data;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.proxies.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SplitTest {

  @Test
  void theSplitHasEveryExampleOnceWithItsTargets() {
    float[] features = new float[100];
    float[] targets = new float[50];
    for (int i = 0; i < 50; i++) {
      features[2 * i] = i;
      features[2 * i + 1] = -i;
      targets[i] = 10 * i;
    }
    Split split = Split.of(new Examples(2, features, 1, targets), 20, 10, 20, 1);
    List<Integer> union = new ArrayList<>();
    float[] input = new float[3];
    float[] target = new float[2];
    for (Part part : Part.values()) {
      for (int i = 0; i < (part == Part.SELECT ? 10 : 20); i++) {
        split.copy(part, i, input, 1, target, 1);
        assertThat(input[2]).isEqualTo(-input[1]);
        assertThat(target[1]).isEqualTo(10 * input[1]);
        union.add((int) input[1]);
      }
    }
    List<Integer> all = IntStream.range(0, 50).boxed().toList();
    assertThat(union).isNotEqualTo(all).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @EnumSource
  void digitsAreRoughlyBalancedInEveryPartAndScaledToTheUnitInterval(Part part) {
    Source source = Handwriting.digits();
    Data data = source.data().get();
    int[] counts = new int[Handwriting.CLASSES];
    float[] pixels = new float[Handwriting.PIXELS];
    float[] label = new float[1];
    float largest = 0;
    for (int i = 0; i < source.size(part); i++) {
      data.copy(part, i, pixels, 0, label, 0);
      counts[(int) label[0]]++;
      for (float pixel : pixels) {
        assertThat(pixel).isBetween(0f, 1f);
        largest = Math.max(largest, pixel);
      }
    }
    assertThat(largest).isEqualTo(1);
    for (int count : counts) {
      // Four standard deviations of a hypergeometric draw are below this for the smallest part.
      assertThat((double) count / source.size(part)).isBetween(0.05, 0.15);
    }
  }

  @Test
  void noiseIsInTheTrainPartAlone() {
    Source clean = Handwriting.digits();
    Data right = clean.data().get();
    Data noisy = Handwriting.noisy(0.2).data().get();
    float[] pixels = new float[Handwriting.PIXELS];
    float[] label = new float[1];
    float[] other = new float[1];
    for (Part part : Part.values()) {
      int wrong = 0;
      for (int i = 0; i < clean.size(part); i++) {
        right.copy(part, i, pixels, 0, label, 0);
        noisy.copy(part, i, pixels, 0, other, 0);
        assertThat(other[0]).isBetween(0f, 9f);
        wrong += label[0] == other[0] ? 0 : 1;
      }
      assertThat(wrong).isEqualTo(part == Part.TRAIN ? 200 : 0);
    }
  }
}
