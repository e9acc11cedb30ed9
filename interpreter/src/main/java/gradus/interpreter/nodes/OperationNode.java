package gradus.interpreter.nodes;

import com.oracle.truffle.api.nodes.Node;
import gradus.interpreter.memory.Memory;

/**
 * One operation on the window. It works by side effect, on the work space of the {@link Memory}.
 *
 * <p>Loops over elements stay behind a boundary: the virtual machine's own compiler vectorises them
 * and Truffle's does not.
 */
abstract class OperationNode extends Node {
  abstract void execute(Memory memory);
}
