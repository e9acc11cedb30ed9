package gradus.interpreter.nodes;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/**
 * One step of a program. Its only argument is a {@link Memory}.
 *
 * <p>The statements run over the model window by window, so that their temporaries stay in cache. A
 * program that sums over tensors sees the model in one window.
 */
public final class RuleNode extends RootNode {
  private final String name;
  private final SourceSection section;
  private final WorkSpace space;
  @Children private final OperationNode[] inputs;
  @Children private final StatementNode[] statements;
  @Children private final OperationNode[] outputs;
  @Children private final OperationNode[] last;

  RuleNode(
      TruffleLanguage<?> language,
      String name,
      SourceSection section,
      WorkSpace space,
      OperationNode[] inputs,
      StatementNode[] statements,
      OperationNode[] outputs,
      OperationNode[] last) {
    super(language);
    this.name = name;
    this.section = section;
    this.space = space;
    this.inputs = inputs;
    this.statements = statements;
    this.outputs = outputs;
    this.last = last;
  }

  @Override
  public Object execute(VirtualFrame frame) {
    Memory memory = (Memory) frame.getArguments()[0];
    int length = memory.extents().length();
    int window = space.window(length);
    space.reserve(memory, window);
    int from = 0;
    do {
      int to = Math.min(length, from + window);
      memory.look(from, to);
      look(memory);
      from = to;
    } while (from < length);
    all(last, memory);
    return true;
  }

  @ExplodeLoop
  private void look(Memory memory) {
    all(inputs, memory);
    for (StatementNode statement : statements) {
      statement.execute(memory);
    }
    all(outputs, memory);
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

  /**
   * How much work space a program needs.
   *
   * @param tensors buffers of a window
   * @param leaves values of one number for each tensor
   * @param numbers single numbers
   * @param whole whether it must see the model at once
   */
  record WorkSpace(int tensors, int leaves, int numbers, boolean whole) {
    int window(int length) {
      return whole ? Math.max(1, length) : Math.clamp(length, 1, Memory.WINDOW);
    }

    @com.oracle.truffle.api.CompilerDirectives.TruffleBoundary
    void reserve(Memory memory, int window) {
      memory.reserve(tensors, leaves, numbers, window);
    }
  }
}
