package gradus.interpreter.nodes;

import com.oracle.truffle.api.frame.Frame;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.instrumentation.GenerateWrapper;
import com.oracle.truffle.api.instrumentation.InstrumentableNode;
import com.oracle.truffle.api.instrumentation.ProbeNode;
import com.oracle.truffle.api.instrumentation.StandardTags;
import com.oracle.truffle.api.instrumentation.Tag;
import com.oracle.truffle.api.interop.NodeLibrary;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/**
 * One statement of the text: the operations that its right side is made of, in order. Tools see it
 * as a statement, with the variables that have a value before it as its scope.
 */
@GenerateWrapper
@ExportLibrary(NodeLibrary.class)
class StatementNode extends Node implements InstrumentableNode {
  @Children private final OperationNode[] operations;
  private final SourceSection section;
  private final Scope.Names names;
  private final int known;

  /** Before it the first few names have a value, behind it one more; null where none is shown. */
  StatementNode(OperationNode[] operations, SourceSection section, Scope.Names names, int known) {
    this.operations = operations;
    this.section = section;
    this.names = names;
    this.known = known;
  }

  /** For the wrapper, which has no operations. */
  StatementNode(StatementNode wrapped) {
    this(new OperationNode[0], wrapped.section, wrapped.names, wrapped.known);
  }

  @ExplodeLoop
  void execute(VirtualFrame frame, Memory memory) {
    for (OperationNode operation : operations) {
      operation.execute(memory);
    }
  }

  @Override
  public boolean isInstrumentable() {
    return section.isAvailable();
  }

  @Override
  public boolean hasTag(Class<? extends Tag> tag) {
    return tag == StandardTags.StatementTag.class;
  }

  @Override
  public WrapperNode createWrapper(ProbeNode probe) {
    return new StatementNodeWrapper(this, this, probe);
  }

  @Override
  public SourceSection getSourceSection() {
    return section;
  }

  @ExportMessage
  boolean hasScope(Frame frame) {
    return names != null;
  }

  @ExportMessage
  Object getScope(Frame frame, boolean entering) {
    Memory memory = frame == null ? null : (Memory) frame.getArguments()[0];
    return new Scope(names, entering ? known : known + 1, memory);
  }
}
