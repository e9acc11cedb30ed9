package gradus.proxies.data;

import gradus.proxies.DataException;
import gradus.proxies.Part;
import java.util.Arrays;

/**
 * Sequences of tokens: an example is a window with the same window one token later for its targets.
 *
 * @param train the tokens to train on
 * @param select the tokens to compare on
 * @param test the tokens to look at once
 * @param length the tokens of a window
 * @param last whether the target is only the token behind the window
 */
record Text(int[] train, int[] select, int[] test, int length, boolean last) implements Data {

  /** The documents in three parts, an eighteenth each for select and test. */
  static Text of(int[][] documents, int length, boolean last) {
    int held = documents.length / 18;
    int rest = documents.length - 2 * held;
    return new Text(
        joined(documents, 0, rest),
        joined(documents, rest, rest + held),
        joined(documents, rest + held, documents.length),
        length,
        last);
  }

  private static int[] joined(int[][] documents, int from, int to) {
    return Arrays.stream(documents, from, to).flatMapToInt(Arrays::stream).toArray();
  }

  /** Refuses more examples than there are. */
  Text holding(Source source) {
    for (Part part : Part.values()) {
      int found = (tokens(part).length - 1) / length;
      if (found < source.size(part)) {
        throw new DataException(
            "text: found %d windows of %d tokens in the part %s; allowed: at least %d"
                .formatted(found, length, part, source.size(part)));
      }
    }
    return this;
  }

  private int[] tokens(Part part) {
    return switch (part) {
      case TRAIN -> train;
      case SELECT -> select;
      case TEST -> test;
    };
  }

  @Override
  public void copy(Part part, int number, float[] inputs, int from, float[] targets, int to) {
    int[] tokens = tokens(part);
    int first = number * length;
    for (int i = 0; i < length; i++) {
      inputs[from + i] = tokens[first + i];
    }
    for (int i = last ? length : 1; i <= length; i++) {
      targets[to + i - (last ? length : 1)] = tokens[first + i];
    }
  }
}
