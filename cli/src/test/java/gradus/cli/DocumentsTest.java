package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.FunctionsDocument;
import gradus.grammar.Kinds;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import gradus.grammar.Row;
import gradus.grammar.Shapes;
import gradus.grammar.TextMate;
import gradus.interpreter.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documents and the editor's grammar say is so. */
class DocumentsTest {
  private static final Path HOME = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("```(.*)\n((?s:.*?))```\n");

  /** A block of code: how it is marked, and what is in it. */
  private record Block(String mark, String text) {}

  private static List<Block> blocks(String file) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(HOME.resolve(file)));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /**
   * A program runs on every engine; behind one marked as an error stands what is wrong with it;
   * behind others may stand what is printed, or an input with its result.
   */
  @TestFactory
  List<DynamicTest> everyExampleOfTheLanguageIsRun() throws IOException {
    List<Block> blocks = blocks("docs/language.md");
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      String before = i == 0 ? "" : blocks.get(i - 1).text();
      String name = "block " + i + ", " + block.mark();
      tests.add(DynamicTest.dynamicTest(name, () -> run(block, before)));
    }
    assertThat(tests).hasSizeGreaterThan(10);
    return tests;
  }

  private static void run(Block block, String before) throws IOException {
    switch (block.mark()) {
      case "python" -> onEveryEngine(Parser.program("example", block.text()));
      case "python error" -> assertThat(problems(block.text())).isNotEmpty();
      case "text" -> assertThat(problems(before)).isEqualTo(block.text());
      case "text printed" ->
          assertThat(Printer.print(Parser.program("example", before))).isEqualTo(block.text());
      case "json" -> result(before, new ObjectMapper().readTree(block.text()));
      default -> throw new AssertionError("a block of " + block.mark());
    }
  }

  private static String problems(String text) {
    try {
      Parser.program("", text);
      return "";
    } catch (ProgramException e) {
      return e.getMessage()
          .lines()
          .map(line -> line.substring(1) + "\n")
          .reduce("", String::concat);
    }
  }

  private static void onEveryEngine(Program program) {
    assertThat(Kinds.of(program).problems()).isEmpty();
    Shapes shapes = new Shapes(List.of(List.of(2, 3), List.of(2)));
    double[][] gradients = {{1, -2, 3, 0.5, 0.25, -1}, {2, -1}};
    for (Tracer.Tier tier : Tracer.Tier.values()) {
      try (Tracer tracer = tier.begin(program, shapes, new double[][] {new double[6], {1, 2}})) {
        for (double[] tensor : tracer.step(gradients, 0.1).update()) {
          for (double value : tensor) {
            assertThat(value).isFinite();
          }
        }
      }
    }
  }

  private static void result(String text, JsonNode example) {
    TensorJson tensors = TensorJson.of("weights", example.get("weights"));
    double[][] weights = tensors.read("weights", example.get("weights"));
    double[][] gradients = tensors.read("gradient", example.get("gradient"));
    Program program = Parser.program("example", text);
    try (Tracer oracle = Tracer.Tier.ORACLE.begin(program, tensors.model(), weights)) {
      double[][] update = oracle.step(gradients, example.get("lr").asDouble()).update();
      assertThat(tensors.write(update)).isEqualTo(example.get("update"));
    }
  }

  @Test
  void theListOfFunctionsIsThatOfTheTable() throws IOException {
    assertThat(Files.readString(HOME.resolve("docs/functions.md")))
        .as("./gradus functions --markdown > docs/functions.md")
        .isEqualTo(FunctionsDocument.text(Functions.standard()));
    assertThat(Cli.run("functions", "--markdown").out())
        .isEqualTo(FunctionsDocument.text(Functions.standard()));
  }

  @Test
  void aNewRowIsDocumentedAndColoured() {
    Functions more =
        Functions.standard().with(Row.of("softsign(x)", "x / (1 + |x|).").body("x / (1 + abs(x))"));
    assertThat(FunctionsDocument.text(more))
        .contains("| `softsign(x)` |  |  | x / (1 + \\|x\\|). | `x / (1 + abs(x))` |");
    assertThat(TextMate.text(more)).contains("|softsign|");
  }

  @Test
  void theEditorsGrammarColoursProgramsOfTheLibrary() throws IOException {
    Path file = HOME.resolve("editors/vscode/syntaxes/gradus.tmLanguage.json");
    String text = Files.readString(file);
    assertThat(text)
        .as("./gradus functions --textmate > editors/vscode/syntaxes/gradus.tmLanguage.json")
        .isEqualTo(TextMate.text(Functions.standard()));
    JsonNode patterns = new ObjectMapper().readTree(text).get("patterns");
    assertThat(colours(patterns, "def lion(w, beta=0.9):  # Lion"))
        .containsEntry("def lion", "")
        .containsEntry("w", "variable.other.gradus")
        .containsEntry("0.9", "constant.numeric.gradus")
        .containsEntry("# Lion", "comment.line.number-sign.gradus");
    assertThat(colours(patterns, "    for i in range(5):"))
        .containsEntry("for", "keyword.control.gradus")
        .containsEntry("in", "keyword.control.gradus")
        .containsEntry("range", "entity.name.function.gradus");
    assertThat(colours(patterns, "    x = sign(x2) @ transpose(sign) >= 1e-8"))
        .containsEntry("transpose", "support.function.gradus")
        .containsEntry("sign", "variable.other.gradus")
        .containsEntry("x2", "variable.other.gradus")
        .containsEntry("@", "keyword.operator.gradus")
        .containsEntry(">=", "keyword.operator.gradus")
        .containsEntry("1e-8", "constant.numeric.gradus");
  }

  /** What an editor does: at each place the first pattern that matches earliest. */
  private static Map<String, String> colours(JsonNode patterns, String line) {
    Map<String, String> colours = new java.util.LinkedHashMap<>();
    int from = 0;
    while (from < line.length()) {
      Matcher best = null;
      String name = "";
      for (JsonNode pattern : patterns) {
        Matcher matcher = Pattern.compile(pattern.get("match").asText()).matcher(line);
        if (matcher.find(from) && (best == null || matcher.start() < best.start())) {
          best = matcher;
          name = pattern.path("name").asText();
        }
      }
      if (best == null) {
        break;
      }
      colours.put(best.group(), name);
      from = best.end();
    }
    return colours;
  }

  @Test
  void theDialectChangesWhatTheDocumentSays() {
    String text = FunctionsDocument.text(Functions.standard());
    for (String name : List.of("divide", "sqrt", "log", "log2", "log10", "log1p")) {
      String twin = Functions.standard().named(name, Dialect.PAPER).orElseThrow().name();
      assertThat(text).contains("- `" + name + "` the function `" + twin + "`");
    }
  }
}
