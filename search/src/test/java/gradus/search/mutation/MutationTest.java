package gradus.search.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import gradus.search.Configuration.LearningRate;
import gradus.search.Programs;
import gradus.search.SearchSpace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MutationTest {
  private static final List<Mutation> ALL =
      List.of(new InsertStatement(), new DeleteStatement(), new ChangeArgument());

  @ParameterizedTest
  @EnumSource(LearningRate.class)
  void validChildrenAreProgramsThatReadBackAsThemselves(LearningRate learningRate) {
    SearchSpace space = SearchSpace.paper(40, learningRate);
    for (Program program : chain(space, 3000)) {
      String text = Printer.print(program);
      assertThat(Parser.program("child", text)).isEqualTo(program);
      assertThat(program.statements()).hasSizeLessThanOrEqualTo(40);
    }
  }

  @Test
  void aLockedLearningRateIsReadByTheLastStatementOnly() {
    for (Program program : chain(SearchSpace.paper(40, LearningRate.LOCKED), 3000)) {
      List<Statement> statements = program.statements();
      assertThat(statements.getLast()).isEqualTo(Programs.start().statements().getLast());
      for (Statement statement : statements.subList(0, statements.size() - 1)) {
        assertThat(statement.target()).isNotEqualTo("lr");
        assertThat(Printer.print(statement.value())).doesNotContainPattern("\\blr\\b");
      }
    }
  }

  @Test
  void aReadOnlyLearningRateIsReadAndNeverWritten() {
    boolean read = false;
    for (Program program : chain(SearchSpace.paper(40, LearningRate.READ_ONLY), 3000)) {
      List<Statement> statements = program.statements();
      for (Statement statement : statements.subList(0, statements.size() - 1)) {
        assertThat(statement.target()).isNotEqualTo("lr");
        read |= Printer.print(statement.value()).matches(".*\\blr\\b.*");
      }
    }
    assertThat(read).isTrue();
  }

  @Test
  void aWritableLearningRateIsSometimesWritten() {
    assertThat(chain(SearchSpace.paper(40, LearningRate.WRITABLE), 3000))
        .anyMatch(
            program -> program.statements().stream().anyMatch(line -> line.target().equals("lr")));
  }

  @Test
  void theFunctionOfAStatementIsNeverChanged() {
    SearchSpace space = SearchSpace.paper(40, LearningRate.LOCKED);
    Program start = Programs.start();
    RandomGenerator random = new SplittableRandom(5);
    for (int i = 0; i < 2000; i++) {
      Optional<Program> child = new ChangeArgument().apply(start, space, random);
      if (child.isEmpty()) {
        continue;
      }
      int changed = 0;
      for (int s = 0; s < start.statements().size(); s++) {
        Expression before = start.statements().get(s).value();
        Expression after = child.get().statements().get(s).value();
        assertThat(((Call) after).function()).isSameAs(((Call) before).function());
        changed += before.equals(after) ? 0 : 1;
      }
      assertThat(changed).isEqualTo(1);
    }
  }

  @Test
  void everyFunctionIsInsertedEquallyOften() {
    SearchSpace space = SearchSpace.paper(40, LearningRate.LOCKED);
    RandomGenerator random = new SplittableRandom(6);
    Map<String, Integer> counts = new HashMap<>();
    int draws = 44_000;
    for (int i = 0; i < draws; i++) {
      Optional<Program> child = new InsertStatement().apply(Programs.start(), space, random);
      child.ifPresent(program -> counts.merge(inserted(program), 1, Integer::sum));
    }
    assertThat(counts).hasSize(44);
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    double expected = total / 44.0;
    double chiSquared =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    // 43 degrees of freedom: 80 is beyond the 99.9 percent point (77.4).
    assertThat(chiSquared).isLessThan(80);
  }

  @Test
  void constantsAreResampledOrScaledByPowersOfTwo() {
    RandomGenerator random = new SplittableRandom(7);
    int draws = 40_000;
    int positive = 0;
    double logs = 0;
    for (int i = 0; i < draws; i++) {
      double value = Draw.constant(1000, random);
      if (value > 20) { // far out of reach of a standard normal
        positive++;
        logs += Math.pow(Math.log(value / 1000) / Math.log(2), 2);
      }
    }
    assertThat(positive / (double) draws).isCloseTo(0.5, within(0.01));
    assertThat(logs / positive).isCloseTo(1, within(0.05));
  }

  @Test
  void nothingIsDeletedWhereNothingIsInReach() {
    Program program =
        Parser.program("p", "def p(w, g, lr):\n    update = g * lr\n    return update\n");
    SearchSpace space = SearchSpace.paper(40, LearningRate.LOCKED);
    assertThat(new DeleteStatement().apply(program, space, new SplittableRandom(1))).isEmpty();
    assertThat(new ChangeArgument().apply(program, space, new SplittableRandom(1))).isEmpty();
  }

  private static String inserted(Program child) {
    List<Statement> before = Programs.start().statements();
    for (int i = 0; i < child.statements().size(); i++) {
      if (i >= before.size() || !child.statements().get(i).equals(before.get(i))) {
        return ((Call) child.statements().get(i).value()).function().name();
      }
    }
    throw new AssertionError("nothing was inserted");
  }

  /** Valid programs, each a child of the one before; begins anew now and then. */
  private static List<Program> chain(SearchSpace space, int length) {
    RandomGenerator random = new SplittableRandom(42);
    List<Program> programs = new java.util.ArrayList<>();
    Program program = Programs.start();
    while (programs.size() < length) {
      Mutation mutation = ALL.get(random.nextInt(ALL.size()));
      Optional<Program> child = mutation.apply(program, space, random).filter(space::valid);
      if (child.isPresent()) {
        program = child.get();
        programs.add(program);
      }
      program = random.nextInt(200) == 0 ? Programs.start() : program;
    }
    return programs;
  }

  @Test
  void aConstantIsScaledByAPowerOfTwoAndAMemoryInWhatItIsShortOfOne() {
    SearchSpace space = SearchSpace.paper(40, LearningRate.LOCKED);
    ChangeConstant change = new ChangeConstant();
    SplittableRandom random = new SplittableRandom(12);
    Program start = Programs.start();
    int[] changed = new int[start.statements().size()];
    List<Double> exponents = new ArrayList<>();
    List<Double> ofMemories = new ArrayList<>();
    for (int i = 0; i < 8000; i++) {
      Program child = change.apply(start, space, random).orElseThrow();
      for (int s = 0; s < changed.length; s++) {
        if (!child.statements().get(s).equals(start.statements().get(s))) {
          changed[s]++;
          double value = constant(child, s);
          if (s == 2) {
            ofMemories.add(Math.log((1 - value) / 0.001) / Math.log(2));
          } else if (s == 5) {
            exponents.add(Math.log(value / 0.01) / Math.log(2));
          }
        }
      }
    }
    // Four statements have a constant: both interpolations, the decay, the rate.
    assertThat(changed[1] + changed[2] + changed[5] + changed[7]).isEqualTo(8000);
    assertThat(changed[2]).isBetween(1850, 2150);
    for (List<Double> normal : List.of(exponents, ofMemories)) {
      double mean = normal.stream().mapToDouble(x -> x).average().orElseThrow();
      double square = normal.stream().mapToDouble(x -> x * x).average().orElseThrow();
      assertThat(mean).isCloseTo(0, within(0.08));
      assertThat(square).isCloseTo(1, within(0.12));
    }
  }

  @Test
  void constantsOfDeadStatementsAndOfTheScheduleStay() {
    SearchSpace space = SearchSpace.paper(40, LearningRate.LOCKED);
    List<Statement> statements = new ArrayList<>(Programs.start().statements());
    statements.add(0, statements.get(5));
    Program program = Programs.start().with(statements);
    SplittableRandom random = new SplittableRandom(13);
    for (int i = 0; i < 500; i++) {
      Program child = new ChangeConstant().apply(program, space, random).orElseThrow();
      assertThat(child.statements().getFirst()).isEqualTo(statements.getFirst());
      assertThat(child.statements().getLast()).isEqualTo(statements.getLast());
    }
  }

  private static double constant(Program program, int statement) {
    Expression.Call call = (Expression.Call) program.statements().get(statement).value();
    return call.arguments().stream()
        .filter(argument -> argument instanceof Expression.Number)
        .mapToDouble(argument -> ((Expression.Number) argument).value())
        .findFirst()
        .orElseThrow();
  }
}
