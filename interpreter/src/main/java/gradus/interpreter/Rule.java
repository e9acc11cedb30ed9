package gradus.interpreter;

import com.oracle.truffle.api.CallTarget;
import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
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
import gradus.grammar.Program;
import gradus.interpreter.memory.Memory;

/**
 * A program as a polyglot value. A new instance of it is a {@link Training}; its argument, if there
 * is one, is an array with the shape of each tensor. Executing the program itself on a {@link
 * Memory} runs one step there, which is how {@link RuleEngine} does it.
 */
@ExportLibrary(InteropLibrary.class)
final class Rule implements TruffleObject {
  private final CallTarget target;
  private final Program program;

  Rule(CallTarget target, Program program) {
    this.target = target;
    this.program = program;
  }

  Program program() {
    return program;
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
  boolean isInstantiable() {
    return true;
  }

  @ExportMessage
  @TruffleBoundary
  Object instantiate(Object[] arguments) throws ArityException, UnsupportedTypeException {
    if (arguments.length > 1) {
      throw ArityException.create(0, 1, arguments.length);
    }
    return arguments.length == 0
        ? new Training(this)
        : new Training(this, ForeignTensors.shapes(arguments[0]));
  }

  @ExportMessage
  String toDisplayString(boolean sideEffects) {
    return target.toString();
  }
}
