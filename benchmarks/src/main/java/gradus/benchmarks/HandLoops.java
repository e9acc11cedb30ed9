package gradus.benchmarks;

import java.util.Map;
import java.util.Optional;

/**
 * The elementwise optimizers of the library as a good engineer writes them in Java: one loop over
 * the arrays, in single precision, what is the same for all parameters before it.
 */
final class HandLoops {
  private static final Map<String, Loop> LOOPS =
      Map.ofEntries(
          Map.entry("adabelief", LaterLoops::adabelief),
          Map.entry("adadelta", DescentLoops::adadelta),
          Map.entry("adagrad", DescentLoops::adagrad),
          Map.entry("adam", AdamLoops::adam),
          Map.entry("adamax", AdamLoops::adamax),
          Map.entry("adamw", AdamLoops::adamw),
          Map.entry("adamw_search", AdamLoops::adamwSearch),
          Map.entry("adan", LaterLoops::adan),
          Map.entry("addsign", SignLoops::addsign),
          Map.entry("ademamix", LaterLoops::ademamix),
          Map.entry("adopt", LaterLoops::adopt),
          Map.entry("amsgrad", AdamLoops::amsgrad),
          Map.entry("gg_decay", AdamLoops::ggDecay),
          Map.entry("grams", AdamLoops::grams),
          Map.entry("lion", SignLoops::lion),
          Map.entry("momentum", DescentLoops::momentum),
          Map.entry("nadam", LaterLoops::nadam),
          Map.entry("nesterov", DescentLoops::nesterov),
          Map.entry("paper_seed", AdamLoops::adamwSearch),
          Map.entry("powersign", SignLoops::powersign),
          Map.entry("radam", LaterLoops::radam),
          Map.entry("rms_momentum", LaterLoops::rmsMomentum),
          Map.entry("rmsprop", DescentLoops::rmsprop),
          Map.entry("sgd", DescentLoops::sgd),
          Map.entry("signsgd", SignLoops::signsgd),
          Map.entry("signum", SignLoops::signum),
          Map.entry("tiger", SignLoops::tiger),
          Map.entry("yogi", AdamLoops::yogi));

  private HandLoops() {}

  /** The loop of an optimizer of the library, where there is one. */
  static Optional<Loop> of(String rule) {
    return Optional.ofNullable(LOOPS.get(rule));
  }
}
