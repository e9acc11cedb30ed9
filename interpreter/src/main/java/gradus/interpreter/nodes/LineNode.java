package gradus.interpreter.nodes;

import com.oracle.truffle.api.TruffleLanguage;
import com.oracle.truffle.api.TruffleSafepoint;
import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.RootNode;
import com.oracle.truffle.api.source.SourceSection;
import gradus.interpreter.memory.Memory;

/**
 * Runs the operations of a statement as a function of their own. A sampler tells functions apart,
 * not statements, so this is how it gets to know lines.
 */
final class LineNode extends OperationNode {
  @Child private DirectCallNode call;

  LineNode(
      TruffleLanguage<?> language, String name, SourceSection section, OperationNode[] operations) {
    StatementNode body = new StatementNode(operations, section, null, 0);
    call = DirectCallNode.create(new Line(language, name, body).getCallTarget());
  }

  @Override
  void execute(Memory memory) {
    call.call(memory);
  }

  private static final class Line extends RootNode {
    private final String name;
    @Child private StatementsNode body;

    Line(TruffleLanguage<?> language, String name, StatementNode statement) {
      super(language);
      this.name = name;
      body = new StatementsNode(new StatementNode[] {statement}, statement.getSourceSection());
    }

    @Override
    public Object execute(VirtualFrame frame) {
      body.execute(frame, (Memory) frame.getArguments()[0]);
      // Samples are taken here: the work is done, and still in this function.
      TruffleSafepoint.poll(this);
      return true;
    }

    @Override
    public String getName() {
      return name;
    }

    @Override
    public SourceSection getSourceSection() {
      return body.getSourceSection();
    }
  }
}
