package gradus.interpreter.nodes;

import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/** One statement of the text: the operations that its right side is made of, in order. */
final class StatementNode extends Node {
  @Children private final OperationNode[] operations;
  private final SourceSection section;

  StatementNode(OperationNode[] operations, SourceSection section) {
    this.operations = operations;
    this.section = section;
  }

  @ExplodeLoop
  void execute(Memory memory) {
    for (OperationNode operation : operations) {
      operation.execute(memory);
    }
  }

  @Override
  public SourceSection getSourceSection() {
    return section;
  }
}
