package gradus.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Crew;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The same bits, whoever compiles or does not compile the program and its loops. */
class BitsTest {
  private static final Program PROGRAM =
      Parser.program(
          "bits",
          """
          def bits(w, g, m, v, c, lr, step):
              m = interp(g, m, 0.9)
              v = interp(square(g), v, 0.999)
              c = norm(m) + c * 0.5
              u = m / (sqrt(v) + 1e-8) + tanh(w) * exp(-abs(m)) + sin(c)
              u = clip(u, 3) * lr / sqrt(step) + cbrt(g) * cosine_sim(m, g)
              return u, m, v, c
          """);

  private static final Map<String, String> KERNEL = Map.of("gradus.KernelAfter", "0");

  /** Trains and returns a hash of the weights. */
  private static int train(RuleEngine engine, Program program, int steps) {
    int length = engine.memory().extents().length();
    SplittableRandom random = new SplittableRandom(5);
    float[] weights = new float[length];
    float[] gradients = new float[length];
    for (int i = 0; i < length; i++) {
      weights[i] = (float) random.nextDouble(-1, 1);
    }
    engine.begin(program);
    for (int step = 0; step < steps; step++) {
      for (int i = 0; i < length; i++) {
        gradients[i] = (float) random.nextDouble(-1, 1);
      }
      engine.step(weights, gradients, 0.01);
    }
    return Arrays.hashCode(weights);
  }

  private static int[] sizes() {
    return new int[] {700, 1, 2049, 33};
  }

  private static Shapes shapes() {
    return Shapes.vectors(Arrays.stream(sizes()).boxed().toList());
  }

  @Test
  void coldAndWarmCompiledAndNot() throws Exception {
    try (RuleEngine compiling = RuleEngine.ofTrees(shapes());
        RuleEngine kernels = RuleEngine.ofKernels(shapes(), new Crew(2, 500));
        RuleEngine plain = RuleEngine.forManyPrograms(shapes())) {
      int cold = train(plain, PROGRAM, 20);
      assertThat(train(kernels, PROGRAM, 20)).isEqualTo(cold);
      train(kernels, PROGRAM, 3000);
      assertThat(train(kernels, PROGRAM, 20)).isEqualTo(cold);
      train(compiling, PROGRAM, 3000);
      train(plain, PROGRAM, 500);
      assertThat(train(plain, PROGRAM, 20)).isEqualTo(cold);
      assertThat(train(compiling, PROGRAM, 20)).isEqualTo(cold);
      List<Integer> corpus = corpus(Map.of("engine.Compilation", "false"));
      List<Integer> everywhere = new ArrayList<>(List.of(cold));
      everywhere.addAll(corpus);
      everywhere.addAll(corpus);
      assertThat(corpus(KERNEL)).isEqualTo(corpus);
      assertThat(elsewhere("-Xint")).isEqualTo(everywhere);
      assertThat(elsewhere("-XX:TieredStopAtLevel=1")).isEqualTo(everywhere);
      assertThat(elsewhere("-XX:UseAVX=1")).isEqualTo(everywhere);
      Map<String, String> atOnce =
          Map.of("engine.CompileImmediately", "true", "engine.BackgroundCompilation", "false");
      assertThat(corpus(atOnce)).isEqualTo(corpus);
    }
  }

  /** Trains a little with every valid program of the corpus; one hash for each. */
  private static List<Integer> corpus(Map<String, String> options) throws IOException {
    List<Integer> hashes = new ArrayList<>();
    for (Path file : CorpusTest.programs()) {
      Program program = CorpusTest.program(file);
      Shapes shapes = CorpusTest.shapes(program);
      try (RuleEngine engine = RuleEngine.of(shapes, new Crew(2, 10), options)) {
        hashes.add(train(engine, program, 3));
      }
    }
    return hashes;
  }

  @Test
  void afterItsFirstStepAProgramMakesNoMoreCode() throws Exception {
    assertThat(elsewhere("-Xshare:auto", Counting.class)).containsExactly(0, 0);
  }

  private static List<Integer> elsewhere(String flag) throws Exception {
    return elsewhere(flag, Child.class);
  }

  /** In a process of its own, without the Graal compiler. */
  private static List<Integer> elsewhere(String flag, Class<?> main) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            flag,
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dpolyglot.engine.WarnInterpreterOnly=false",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes()).strip();
    assertThat(process.waitFor()).isZero();
    return output.lines().map(Integer::valueOf).toList();
  }

  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (RuleEngine engine = RuleEngine.forManyPrograms(shapes())) {
        System.out.println(train(engine, PROGRAM, 20));
      }
      corpus(Map.of()).forEach(System.out::println);
      corpus(KERNEL).forEach(System.out::println);
    }
  }

  /** How many classes the steps after the first load, of a program that is new to its engine. */
  static final class Counting {
    private Counting() {}

    public static void main(String[] arguments) throws IOException {
      Program other = CorpusTest.program(CorpusTest.programs().getFirst());
      var classes = ManagementFactory.getClassLoadingMXBean();
      for (String after : List.of("-1", "0")) {
        Map<String, String> options = Map.of("gradus.KernelAfter", after);
        try (RuleEngine engine = RuleEngine.of(shapes(), new Crew(1), options)) {
          train(engine, other, 2);
          int length = engine.memory().extents().length();
          engine.begin(PROGRAM);
          engine.step(new float[length], new float[length], 1);
          long before = classes.getTotalLoadedClassCount();
          for (int step = 0; step < 20; step++) {
            engine.step(new float[length], new float[length], 1);
          }
          System.out.println(classes.getTotalLoadedClassCount() - before);
        }
      }
    }
  }
}
