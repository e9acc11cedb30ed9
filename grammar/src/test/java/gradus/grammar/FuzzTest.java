package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the text, the answer is a program or problems with their places: nothing else is thrown,
 * nothing hangs, and a stack of 512 KB is enough.
 */
class FuzzTest {
  private static final String HEAD = "def f(w, g, lr):\n";
  private static final Path PROGRAMS = Path.of("src", "test", "resources", "valid");
  private static final int SMALL = 512 << 10;

  @Test
  void twentyThousandRandomTextsAreProgramsOrProblems() throws Exception {
    fuzz(20_000, 1);
  }

  @Test
  @Tag("minutes")
  void aMillionRandomTextsAreProgramsOrProblems() throws Exception {
    fuzz(1_000_000, 2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("monsters")
  @Timeout(60)
  void monstrousTextsAreProgramsOrProblems(String name, String text) throws Exception {
    onSmallStack(() -> answer(text));
  }

  static Stream<Arguments> monsters() {
    int many = 100_000;
    return Stream.of(
        arguments("open parentheses", HEAD + "    return " + "(".repeat(many)),
        arguments(
            "balanced parentheses",
            HEAD + "    return " + "(".repeat(many) + "g" + ")".repeat(many)),
        arguments("closing parentheses", ")".repeat(many)),
        arguments("calls", HEAD + "    return " + "sin(".repeat(many)),
        arguments("calls of nothing", HEAD + "    return " + "x(".repeat(99) + ")".repeat(99)),
        arguments("minus signs", HEAD + "    return " + "-".repeat(many) + "g"),
        arguments("allowed minus signs", HEAD + "    return " + "-".repeat(200) + "g"),
        arguments("chain", HEAD + "    return g" + " + g".repeat(many)),
        arguments("allowed chain", HEAD + "    return g" + " / g".repeat(200)),
        arguments("chain over lines", HEAD + "    return (g" + "\n + g".repeat(many)),
        arguments(
            "allowed depth in a chain",
            HEAD + "    return " + "(-sin(g) + ".repeat(100) + "g" + ")".repeat(100)),
        arguments("depths side by side", HEAD + lines(5000, i -> "a = " + deep("-g"))),
        arguments("indentation", HEAD + lines(1400, i -> " ".repeat(i) + "a = g")),
        arguments("blocks", HEAD + lines(1400, i -> " ".repeat(i) + "def f():")),
        arguments("commas", "def f(" + ",".repeat(many)),
        arguments("parameters", "def f(" + lines(many, i -> "p" + i + ",") + "):\n    return g\n"),
        arguments("lines", HEAD + lines(80_000, i -> "a = g") + "    return a"),
        arguments("names", HEAD + lines(60_000, i -> "a" + i + " = g") + "    return a1"),
        arguments("mistakes", HEAD + lines(many, i -> "a")),
        arguments("mistakes at the margin", "a\n".repeat(many)),
        arguments("returns", HEAD + lines(60_000, i -> "return g")),
        arguments("unknown names", HEAD + lines(60_000, i -> "b" + i + " = c" + i)),
        arguments("one unknown name", HEAD + "    return " + "x".repeat(1_000_000)),
        arguments(
            "two long names",
            HEAD + "    " + "x".repeat(400_000) + " = g\n    return " + "y".repeat(400_000)),
        arguments("digits", HEAD + "    return " + "1".repeat(1_000_000)),
        arguments("decimals", HEAD + "    return 0." + "0".repeat(1_000_000) + "1"),
        arguments("exponent", HEAD + "    return 1e-" + "9".repeat(1_000_000)),
        arguments("comment", HEAD + "    return g #" + "#".repeat(1_000_000)),
        arguments("blank lines", "\n".repeat(1_000_000)),
        arguments("spaces", HEAD + " ".repeat(1_000_000) + "return g"),
        arguments("tabs", HEAD + "\t".repeat(1_000_000) + "return g"),
        arguments("unknown characters", "\u0000".repeat(1_000_000)),
        arguments("halves of characters", "\ud83d".repeat(1_000_000)),
        arguments("comparisons", HEAD + "    return g" + " < g".repeat(many)),
        arguments("matrix products", HEAD + "    return g" + " @ g".repeat(many)),
        arguments("loops in loops", HEAD + lines(1400, i -> " ".repeat(i) + loop(i, 2)) + "    u"),
        arguments("long loops in loops", HEAD + lines(60, i -> " ".repeat(i) + loop(i, 1000))),
        arguments("loops without a body", HEAD + lines(60_000, i -> loop(i, 5))),
        arguments("a long loop", HEAD + loops(90, 1000, "g = g + 1")),
        arguments("a long loop with mistakes", HEAD + loops(90, 1000, "g = g + x")),
        arguments("helpers", helpers(10_000, "h%d(x)", 1)),
        arguments("helpers that double", helpers(64, "h%d(x) + h%1$d(x)", 1)),
        arguments("helpers that double in loops", helpers(20, "h%d(x) + h%1$d(x)", 100)),
        arguments(
            "a helper of loops in loops",
            "def h(g):\n"
                + lines(9, i -> " ".repeat(4 * i) + loop(i, 1000).strip())
                + " ".repeat(40)
                + "g = g + 1\n    return g\n"
                + HEAD
                + "    return h(g)\n"),
        arguments("a helper in itself", helpers(1, "x", 1).replace("return h0(g)", nested())),
        arguments("states that wait for each other", waiting(90)),
        arguments("too long", HEAD + "#".repeat(Parser.LONGEST_TEXT)));
  }

  private static String lines(int count, IntFunction<String> line) {
    return IntStream.range(0, count)
        .mapToObj(i -> "    " + line.apply(i) + "\n")
        .collect(Collectors.joining());
  }

  private static String loop(int number, int rounds) {
    return "    for i" + number + " in range(" + rounds + "):";
  }

  /** Loops below one another. */
  private static String loops(int count, int rounds, String body) {
    String loop = "    for i in range(" + rounds + "):\n        " + body + "\n";
    return loop.repeat(count) + "    return g\n";
  }

  /** Helpers that each call the one above, and a program that calls the last. */
  private static String helpers(int count, String call, int rounds) {
    StringBuilder text = new StringBuilder("def h0(x):\n    return x * x\n");
    for (int i = 1; i < count; i++) {
      text.append("def h").append(i).append("(x):\n    for i in range(").append(rounds);
      text.append("):\n        x = ").append(call.formatted(i - 1)).append("\n    return x\n");
    }
    return text + HEAD + "    return h" + (count - 1) + "(g)\n";
  }

  private static String nested() {
    return "return " + "h0(".repeat(99) + "g" + ")".repeat(99);
  }

  private static String deep(String text) {
    return "(".repeat(90) + text + ")".repeat(90);
  }

  /** Each state takes over the next one, so that kinds wander through all of them. */
  private static String waiting(int states) {
    String names =
        IntStream.range(0, states).mapToObj(i -> "s" + i).collect(Collectors.joining(", "));
    return "def f(w, g, "
        + names
        + ", lr):\n"
        + lines(states - 1, i -> "s" + i + " = s" + (i + 1))
        + "    s"
        + (states - 1)
        + " = norm(g)\n"
        + lines(50_000, i -> "a = -s0")
        + "    return a, "
        + names
        + "\n";
  }

  private static void fuzz(int count, long seed) throws Exception {
    Texts texts = Texts.of(PROGRAMS, seed);
    onSmallStack(() -> {
      int programs = 0;
      for (int i = 0; i < count; i++) {
        programs += answer(texts.next()) ? 1 : 0;
      }
      // Texts that are never right, or never wrong, would show nothing.
      assertThat(programs).isBetween(count / 100, count / 2);
    });
  }

  /** Reads a text; true when it is a program. */
  private static boolean answer(String text) {
    try {
      Program program = Parser.program("text", text);
      assertThat(Parser.program("printed", Printer.print(program))).isEqualTo(program);
      String formatted = Formatter.format("text", text, Dialect.STANDARD);
      assertThat(Parser.program("formatted", formatted)).isEqualTo(program);
      assertThat(Formatter.format("formatted", formatted, Dialect.STANDARD)).isEqualTo(formatted);
      return true;
    } catch (ProgramException e) {
      assertThat(e.problems()).isNotEmpty().hasSizeLessThanOrEqualTo(Parser.MOST);
      e.problems().forEach(problem -> check(problem, text));
      return false;
    } catch (RuntimeException | Error e) {
      String start = text.substring(0, Math.min(1000, text.length()));
      throw new AssertionError(start + "\n" + text.length() + " characters: " + e, e);
    }
  }

  private static void check(Problem problem, String text) {
    assertThat(problem.toString()).doesNotContain("\n", "\r").hasSizeLessThan(2000);
    assertThat(problem.allowed()).isNotEmpty();
    if (text.length() > Parser.LONGEST_TEXT) {
      assertThat(problem.where()).isEqualTo("text");
      return;
    }
    assertThat(problem.where()).matches("text:\\d+:\\d+");
    String[] place = problem.where().split(":");
    String[] lines = text.split("\r\n|\r|\n", -1);
    int line = Integer.parseInt(place[1]);
    assertThat(line).isBetween(1, lines.length);
    assertThat(Integer.parseInt(place[2])).isBetween(1, lines[line - 1].length() + 1);
  }

  private static void onSmallStack(Runnable task) throws InterruptedException {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread = new Thread(null, task, "small stack", SMALL);
    thread.setUncaughtExceptionHandler((t, e) -> thrown.set(e));
    thread.start();
    thread.join();
    assertThat(thrown.get()).isNull();
  }
}
