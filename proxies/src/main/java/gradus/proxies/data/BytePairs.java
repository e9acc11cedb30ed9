package gradus.proxies.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A vocabulary of pieces of words, learned from a text: beginning with characters, the pair of
 * neighbours that is found most often becomes a piece, until there are enough (Sennrich, Haddow and
 * Birch, 2016). Pairs do not reach across words.
 */
final class BytePairs {

  /** A pair of neighbours, and the words that have or once had it. */
  private static final class Pair {
    private final Set<Integer> words = new LinkedHashSet<>();
    private long count;
  }

  private final int[][] words;
  private final int[] counts;
  private final Map<Long, Pair> pairs = new HashMap<>();

  private BytePairs(int[][] words, int[] counts) {
    this.words = words;
    this.counts = counts;
  }

  /**
   * Cuts words into pieces.
   *
   * @param words distinct words, each as the numbers 0 .. characters - 1 of its characters; not
   *     changed
   * @param counts how often each is found
   * @param characters the number of characters
   * @param vocabulary the number of pieces, characters included
   * @return for each word the numbers of its pieces
   */
  static int[][] cut(List<int[]> words, int[] counts, int characters, int vocabulary) {
    int[][] copies = words.stream().map(int[]::clone).toArray(int[][]::new);
    BytePairs learner = new BytePairs(copies, counts);
    for (int word = 0; word < copies.length; word++) {
      learner.count(word, 1);
    }
    for (int piece = characters; piece < vocabulary && !learner.pairs.isEmpty(); piece++) {
      learner.join(learner.commonest(), piece);
    }
    return copies;
  }

  /** Adds the pairs of a word, or takes them out. */
  private void count(int word, int sign) {
    int[] pieces = words[word];
    for (int i = 1; i < pieces.length; i++) {
      long key = key(pieces[i - 1], pieces[i]);
      Pair pair = pairs.computeIfAbsent(key, k -> new Pair());
      pair.count += (long) sign * counts[word];
      pair.words.add(word);
      if (pair.count == 0 && sign < 0) {
        pairs.remove(key);
      }
    }
  }

  private static long key(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  /** Of pairs that are found equally often, the one of the lowest numbers. */
  private long commonest() {
    long best = -1;
    long most = -1;
    for (Map.Entry<Long, Pair> entry : pairs.entrySet()) {
      long count = entry.getValue().count;
      if (count > most || count == most && entry.getKey() < best) {
        most = count;
        best = entry.getKey();
      }
    }
    return best;
  }

  private void join(long pair, int piece) {
    int left = (int) (pair >>> Integer.SIZE);
    int right = (int) pair;
    for (int word : List.copyOf(pairs.get(pair).words)) {
      count(word, -1);
      words[word] = joined(words[word], left, right, piece);
      count(word, 1);
    }
  }

  private static int[] joined(int[] pieces, int left, int right, int piece) {
    int[] joined = new int[pieces.length];
    int size = 0;
    for (int i = 0; i < pieces.length; i++) {
      boolean pair = i + 1 < pieces.length && pieces[i] == left && pieces[i + 1] == right;
      joined[size++] = pair ? piece : pieces[i];
      i += pair ? 1 : 0;
    }
    return Arrays.copyOf(joined, size);
  }
}
