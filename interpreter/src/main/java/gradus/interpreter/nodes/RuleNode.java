package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/**
 * One step of a program, in the tree tier until {@link Tiers} takes it over. Its only argument is a
 * {@link Memory}.
 *
 * <p>The statements run over the model window by window, so that their temporaries stay in cache. A
 * program that sums over tensors sees the model in one window, and so does one that a debugger
 * looks at: a statement then runs once in a step and its variables are complete.
 */
public final class RuleNode extends RootNode {
  private final String name;
  private final SourceSection section;
  private final Needs needs;
  private final Tiers tiers;
  @Children private final OperationNode[] inputs;
  @Child private StatementsNode statements;
  @Children private final OperationNode[] outputs;
  @Children private final OperationNode[] last;

  RuleNode(
      TruffleLanguage<?> language,
      String name,
      SourceSection section,
      Needs needs,
      Tiers tiers,
      OperationNode[] inputs,
      StatementNode[] statements,
      OperationNode[] outputs,
      OperationNode[] last) {
    super(language);
    this.name = name;
    this.section = section;
    this.needs = needs;
    this.tiers = tiers;
    this.inputs = inputs;
    this.statements = new StatementsNode(statements, section);
    this.outputs = outputs;
    this.last = last;
    tiers.watch(() -> this.statements.observed());
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Memory memory = (Memory) frame.getArguments()[0];
    if (tiers.step(memory)) {
      return true;
    }
    memory.space().give(this);
    int length = memory.extents().length();
    boolean whole = needs.whole() || length <= Memory.SMALL || statements.observed();
    int window = whole ? length : Memory.WINDOW;
    reserve(memory, window);
    int from = 0;
    do {
      int to = Math.min(length, from + Math.max(1, window));
      memory.window().look(from, to);
      all(inputs, memory);
      statements.execute(frame, memory);
      all(outputs, memory);
      from = to;
    } while (from < length);
    all(last, memory);
    return true;
  }

  @TruffleBoundary
  private void reserve(Memory memory, int window) {
    needs.reserve(memory, window);
  }

  @ExplodeLoop
  private static void all(OperationNode[] operations, Memory memory) {
    for (OperationNode operation : operations) {
      operation.execute(memory);
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public SourceSection getSourceSection() {
    return section;
  }
}
