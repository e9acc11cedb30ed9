package gradus.benchmarks;

import gradus.grammar.Cost;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.memory.Crew;
import gradus.library.Library;
import java.util.ArrayList;
import java.util.List;

/** Who takes part in a comparison. */
final class Peers {
  /** What tables call our loops that only move memory. */
  static final String TRAFFIC = "traffic";

  private Peers() {}

  /** The optimizers of the library that compute each parameter for itself. */
  static List<String> elementwise() {
    return Library.names().stream()
        .filter(name -> Cost.of(program(name)).reach() == Cost.Reach.ELEMENTWISE)
        .toList();
  }

  private static Program program(String rule) {
    return Library.optimizer(rule).program();
  }

  /**
   * Our own: the kernel, the loop by hand where there is one, and memory traffic.
   *
   * @return new peers; to be closed
   */
  static List<Peer> own(String rule, int n, int threads) {
    Program program = program(rule);
    Shapes shapes = Shapes.vectors(List.of(n));
    List<Peer> peers = new ArrayList<>();
    peers.add(
        new EnginePeer(
            "kernel", rule, RuleEngine.ofKernels(shapes, new Crew(threads)), program, n));
    int states = program.states().size();
    HandLoops.of(rule)
        .ifPresent(loop -> peers.add(new LoopPeer("hand", rule, loop, states, n, threads)));
    Kinds kinds = Kinds.of(program);
    int arrays = (int) program.states().stream().filter(s -> kinds.input(s) == Kind.TENSOR).count();
    peers.add(new LoopPeer(TRAFFIC, rule, TrafficLoops.of(arrays), arrays, n, threads));
    return peers;
  }

  /**
   * All. The tree and ND4J work on one thread.
   *
   * @return new peers; to be closed
   */
  static List<Peer> all(String rule, int n, int threads) {
    List<Peer> peers = own(rule, n, threads);
    boolean torch = Torch.missing().isEmpty();
    if (threads == 1) {
      Shapes shapes = Shapes.vectors(List.of(n));
      peers.add(new EnginePeer("tree", rule, RuleEngine.ofTrees(shapes), program(rule), n));
    }
    switch (rule) {
      case "lion" -> {
        if (threads == 1) {
          peers.add(new Nd4jPeer.Lion(n));
        }
        if (torch) {
          peers.add(new TorchPeer.Lion(n, threads));
        }
      }
      case "adamw" -> {
        if (threads == 1) {
          peers.add(new Nd4jPeer.AdamW(n));
          peers.add(new Nd4jPeer.Updater(n));
        }
        if (torch) {
          peers.add(new TorchPeer.AdamW(n, threads));
        }
      }
      default -> {
        // No peer has it.
      }
    }
    return peers;
  }
}
