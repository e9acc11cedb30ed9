package gradus.proxies.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Every example's numbers at other places, some several times, some nowhere. What is between them
 * is left as it is.
 */
final class Gather {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** Numbers that stay together: where from, where to, how many. */
  private record Run(int from, int to, int length) {}

  private final Run[] runs;
  private final int inputs;
  private final int outputs;

  /**
   * A rearrangement.
   *
   * @param index for each number that goes out the one that it is, or -1 for none
   * @param inputs the numbers of an example that comes in
   */
  Gather(int[] index, int inputs) {
    List<Run> found = new ArrayList<>();
    for (int from = 0; from < index.length; ) {
      int to = from + 1;
      while (to < index.length && index[from] >= 0 && index[to] == index[from] + to - from) {
        to++;
      }
      if (index[from] >= 0) {
        found.add(new Run(index[from], from, to - from));
      }
      from = to;
    }
    runs = found.toArray(Run[]::new);
    this.inputs = inputs;
    outputs = index.length;
  }

  void forward(float[] x, float[] y) {
    for (int from = 0, to = 0; to < y.length; from += inputs, to += outputs) {
      for (Run run : runs) {
        System.arraycopy(x, from + run.from, y, to + run.to, run.length);
      }
    }
  }

  void backward(float[] dy, float[] dx) {
    Arrays.fill(dx, 0);
    for (int to = 0, from = 0; from < dy.length; to += inputs, from += outputs) {
      for (Run run : runs) {
        add(dy, from + run.to, dx, to + run.from, run.length);
      }
    }
  }

  private static void add(float[] x, int from, float[] sums, int to, int count) {
    int whole = SPECIES.loopBound(count);
    for (int i = 0; i < whole; i += SPECIES.length()) {
      FloatVector.fromArray(SPECIES, sums, to + i)
          .add(FloatVector.fromArray(SPECIES, x, from + i))
          .intoArray(sums, to + i);
    }
    for (int i = whole; i < count; i++) {
      sums[to + i] += x[from + i];
    }
  }
}
