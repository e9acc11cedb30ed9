package gradus.grammar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Random texts, most of them wrong: bytes, words, lines in a sound frame, programs with mistakes.
 */
final class Texts {
  private static final List<String> WORDS =
      List.of(
          "def",
          "return",
          "f",
          "w",
          "g",
          "m",
          "lr",
          "step",
          "a",
          "b",
          "sqrt",
          "interp",
          "dot",
          "invert",
          "norm",
          "max",
          "nothing",
          "for",
          "in",
          "range",
          "for i in range(3):",
          "def h(x):",
          "h",
          "i",
          "where",
          "transpose",
          "row_sum",
          "if_matrix",
          "<",
          ">=",
          "==",
          "!",
          "(",
          ")",
          "(",
          ")",
          ",",
          ":",
          "=",
          "+",
          "-",
          "*",
          "/",
          "0",
          "1",
          "0.5",
          "1e-8",
          "1e999",
          ".5",
          "5.",
          "1e",
          ".",
          "..",
          "@",
          "é",
          "\t",
          "#",
          "\n",
          "\n    ",
          "\n  ",
          "\n        ",
          "\n\t",
          "\r",
          "\r\n    ",
          "\u0000",
          "\ufeff",
          "😀",
          "\\");

  private final List<String> programs;
  private final Random random;

  private Texts(List<String> programs, Random random) {
    this.programs = programs;
    this.random = random;
  }

  static Texts of(Path programs, long seed) throws IOException {
    try (Stream<Path> files = Files.list(programs)) {
      List<String> texts =
          files
              .filter(file -> file.toString().endsWith(".gradus"))
              .sorted()
              .map(Parser::text)
              .toList();
      return new Texts(texts, new Random(seed));
    }
  }

  String next() {
    return switch (random.nextInt(8)) {
      case 0 -> bytes();
      case 1 -> words(random.nextInt(60));
      case 2, 3 -> framed();
      default -> mistaken();
    };
  }

  private String bytes() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return new String(
        bytes, random.nextBoolean() ? StandardCharsets.UTF_16 : StandardCharsets.ISO_8859_1);
  }

  private String words(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(one(WORDS)).append(random.nextBoolean() ? " " : "");
    }
    return text.toString();
  }

  private String framed() {
    StringBuilder text = new StringBuilder("def f(w, g, m, lr, a=1):\n");
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append("    b = ").append(words(random.nextInt(8))).append('\n');
    }
    return text.append("    return g, m\n").toString();
  }

  private String mistaken() {
    StringBuilder text = new StringBuilder(one(programs));
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(10));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, one(WORDS));
        case 2 -> text.replace(at, end, one(WORDS));
        case 3 -> text.insert(at, text.substring(at, end));
        default -> text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
      }
    }
    return text.toString();
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
