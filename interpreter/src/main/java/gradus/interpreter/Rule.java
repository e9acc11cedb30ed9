package gradus.interpreter;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.dsl.Cached;
import com.oracle.truffle.api.dsl.Specialization;
import com.oracle.truffle.api.interop.ArityException;
import com.oracle.truffle.api.interop.InteropLibrary;
import com.oracle.truffle.api.interop.TruffleObject;
import com.oracle.truffle.api.interop.UnsupportedTypeException;
import com.oracle.truffle.api.library.ExportLibrary;
import com.oracle.truffle.api.library.ExportMessage;
import com.oracle.truffle.api.nodes.DirectCallNode;
import com.oracle.truffle.api.nodes.IndirectCallNode;
import gradus.interpreter.memory.Memory;

/** A program as a polyglot value: executing it on a {@link Memory} runs one step. */
@ExportLibrary(InteropLibrary.class)
final class Rule implements TruffleObject {
  private final CallTarget target;

  Rule(CallTarget target) {
    this.target = target;
  }

  CallTarget target() {
    return target;
  }

  @ExportMessage
  boolean isExecutable() {
    return true;
  }

  /** The message that runs a step. */
  @ExportMessage
  static final class Execute {
    Execute() {}

    @Specialization(guards = "rule.target() == call.getCallTarget()", limit = "1")
    static Object direct(
        Rule rule, Object[] arguments, @Cached("create(rule.target())") DirectCallNode call)
        throws ArityException, UnsupportedTypeException {
      return call.call(memory(arguments));
    }

    @Specialization(replaces = "direct")
    static Object indirect(Rule rule, Object[] arguments, @Cached IndirectCallNode call)
        throws ArityException, UnsupportedTypeException {
      return call.call(rule.target(), memory(arguments));
    }

    private static Memory memory(Object[] arguments)
        throws ArityException, UnsupportedTypeException {
      if (arguments.length != 1) {
        throw ArityException.create(1, 1, arguments.length);
      }
      var environment = GradusLanguage.environment();
      if (environment.isHostObject(arguments[0])
          && environment.asHostObject(arguments[0]) instanceof Memory memory) {
        return memory;
      }
      throw UnsupportedTypeException.create(arguments, "a Memory");
    }
  }

  @ExportMessage
  String toDisplayString(boolean sideEffects) {
    return target.toString();
  }
}
