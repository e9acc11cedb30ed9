package gradus.benchmarks;

import gradus.grammar.Shapes;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.memory.Crew;
import gradus.library.Library;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code muon}: a step of Muon on a square matrix, beside the fifteen products of matrices in it,
 * by ND4J into an array that is there.
 */
@Command(name = "muon", description = "Time a step of Muon beside its products of matrices.")
final class Muon implements Callable<Integer> {
  private static final int PRODUCTS = 15;
  private static final int WARM_UP = 5;

  @Option(names = "--side", defaultValue = "1024", description = "Rows: ${DEFAULT-VALUE}.")
  private int side;

  @Option(names = "--rounds", defaultValue = "9", description = "Rounds: ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private Muon() {}

  @Override
  public Integer call() {
    output.atLeast(2, "--side", side);
    output.atLeast(1, "--rounds", rounds);
    output.check();
    float[] weights = new float[side * side];
    float[] gradients = new float[side * side];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < gradients.length; i++) {
      gradients[i] = (float) random.nextGaussian();
    }
    double[] products = new double[rounds];
    double[] steps = new double[rounds];
    try (RuleEngine engine =
            RuleEngine.ofKernels(new Shapes(List.of(List.of(side, side))), new Crew(1));
        INDArray x = Nd4j.rand(DataType.FLOAT, side, side).dup('f');
        INDArray z = Nd4j.create(DataType.FLOAT, new long[] {side, side}, 'f')) {
      engine.begin(Library.optimizer("muon").program());
      for (int round = -WARM_UP; round < rounds; round++) {
        long start = System.nanoTime();
        for (int i = 0; i < PRODUCTS; i++) {
          x.mmuli(x, z);
        }
        long middle = System.nanoTime();
        engine.step(weights, gradients, 0.02);
        long end = System.nanoTime();
        if (round >= 0) {
          products[round] = (middle - start) / 1e6;
          steps[round] = (end - middle) / 1e6;
        }
      }
    }
    double product = Rounds.median(products);
    double step = Rounds.median(steps);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Muon, %d x %d: step %.1f ms, its %d products alone %.1f ms, ratio %.2f%n",
            side,
            side,
            step,
            PRODUCTS,
            product,
            step / product);
    output.write(
        Map.of("side", side, "step_ms", step, "products_ms", product, "ratio", step / product));
    return 0;
  }
}
