package gradus.interpreter.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/** The statements of a program, in order: what tools take for the body of a function. */
@GenerateWrapper
class StatementsNode extends Node implements InstrumentableNode {
  @Children private final StatementNode[] statements;
  private final SourceSection section;

  StatementsNode(StatementNode[] statements, SourceSection section) {
    this.statements = statements;
    this.section = section;
  }

  /** For the wrapper, which has no statements. */
  StatementsNode(StatementsNode wrapped) {
    this(new StatementNode[0], wrapped.section);
  }

  @ExplodeLoop
  void execute(VirtualFrame frame, Memory memory) {
    for (StatementNode statement : statements) {
      statement.execute(frame, memory);
    }
  }

  /** Whether a debugger or another tool looks at single statements. */
  @ExplodeLoop
  boolean observed() {
    if (this instanceof WrapperNode wrapper) {
      return ((StatementsNode) wrapper.getDelegateNode()).observed();
    }
    for (StatementNode statement : statements) {
      // Asked before every step; to compare the class takes less time than instanceof.
      if (statement.getClass() != StatementNode.class) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean isInstrumentable() {
    return true;
  }

  @Override
  public boolean hasTag(Class<? extends Tag> tag) {
    return tag == StandardTags.RootTag.class || tag == StandardTags.RootBodyTag.class;
  }

  @Override
  public WrapperNode createWrapper(ProbeNode probe) {
    return new StatementsNodeWrapper(this, this, probe);
  }

  @Override
  public SourceSection getSourceSection() {
    return section;
  }
}
