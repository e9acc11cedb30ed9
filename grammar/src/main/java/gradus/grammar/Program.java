package gradus.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An update rule: inputs, state, hyperparameters, then assignments. Immutable.
 *
 * <p>A step gives it the weights, their gradient, its state (zero at first), the learning rate and,
 * where it asks for it, the number of the step; it answers with the update, which the trainer
 * subtracts from the weights, and the state of the next step.
 *
 * @param name what the text calls it
 * @param weight the name of the weights
 * @param gradient the name of the gradient
 * @param states the names of the state variables, in order
 * @param rate the name of the learning rate, the schedule's value at this step
 * @param step the name of the step number (1, 2, ...), where the program asks for it
 * @param hyperparameters names and default values, in order
 * @param statements in order of execution
 * @param update the name that holds the update at the end
 */
public record Program(
    String name,
    String weight,
    String gradient,
    List<String> states,
    String rate,
    Optional<String> step,
    SequencedMap<String, Double> hyperparameters,
    List<Statement> statements,
    String update) {

  /** Makes the parts immutable. */
  public Program {
    states = List.copyOf(states);
    hyperparameters =
        java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hyperparameters));
    statements = List.copyOf(statements);
  }

  /**
   * The names given from outside, in the order of the signature.
   *
   * @return all parameters
   */
  public List<String> parameters() {
    List<String> names = new ArrayList<>(List.of(weight, gradient));
    names.addAll(states);
    names.add(rate);
    step.ifPresent(names::add);
    names.addAll(hyperparameters.keySet());
    return names;
  }

  /**
   * The names that must hold something at the end: the update, then the states.
   *
   * @return the names, in the order of the {@code return}
   */
  public List<String> results() {
    List<String> names = new ArrayList<>(List.of(update));
    names.addAll(states);
    return names;
  }

  /**
   * The same rule with other statements.
   *
   * @param others the statements to have
   * @return the program
   */
  public Program with(List<Statement> others) {
    return new Program(name, weight, gradient, states, rate, step, hyperparameters, others, update);
  }

  /**
   * The same rule with other state variables.
   *
   * @param others the state variables to have
   * @return the program
   */
  public Program withStates(List<String> others) {
    return new Program(
        name, weight, gradient, others, rate, step, hyperparameters, statements, update);
  }

  /**
   * The same rule under another name.
   *
   * @param other the name to have
   * @return the program
   */
  public Program named(String other) {
    return new Program(
        other, weight, gradient, states, rate, step, hyperparameters, statements, update);
  }

  /**
   * The same rule with some hyperparameters set.
   *
   * @param values by name
   * @return the program
   * @throws ProgramException if there is no hyperparameter of that name; one problem for each
   */
  public Program set(Map<String, Double> values) {
    List<Problem> problems = new ArrayList<>();
    for (String key : values.keySet()) {
      if (!hyperparameters.containsKey(key)) {
        problems.add(
            Problem.of(
                name,
                "unknown hyperparameter",
                Names.quote(key),
                Names.allowed(key, hyperparameters.keySet())));
      }
    }
    ProgramException.throwIfAny(problems);
    SequencedMap<String, Double> merged = new LinkedHashMap<>(hyperparameters);
    merged.putAll(values);
    return new Program(name, weight, gradient, states, rate, step, merged, statements, update);
  }
}
