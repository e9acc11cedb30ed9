/** What a step works on: flat memory of weights, gradients and state, work space, and loops. */
package gradus.interpreter.memory;
