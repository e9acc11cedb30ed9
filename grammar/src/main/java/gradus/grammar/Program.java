package gradus.grammar;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
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
 * <p>It keeps what was once found out about it, since that cannot change.
 */
public final class Program {
  private final String name;
  private final String weight;
  private final String gradient;
  private final List<String> states;
  private final String rate;
  private final Optional<String> step;
  private final SequencedMap<String, Double> hyperparameters;
  private final List<Statement> statements;
  private final String update;
  private final List<String> parameters;
  private Slots slots;
  private Kinds kinds;
  private Liveness liveness;

  /**
   * An update rule.
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
   * @throws IllegalArgumentException if two parameters have one name
   */
  public Program(
      String name,
      String weight,
      String gradient,
      List<String> states,
      String rate,
      Optional<String> step,
      SequencedMap<String, Double> hyperparameters,
      List<Statement> statements,
      String update) {
    this.name = name;
    this.weight = weight;
    this.gradient = gradient;
    this.states = List.copyOf(states);
    this.rate = rate;
    this.step = step;
    this.hyperparameters =
        Collections.unmodifiableSequencedMap(new LinkedHashMap<>(hyperparameters));
    this.statements = List.copyOf(statements);
    this.update = update;
    parameters = inOrder();
    if (new HashSet<>(parameters).size() < parameters.size()) {
      throw new IllegalArgumentException("a name given twice: " + parameters);
    }
  }

  /** The same rule with other statements, as a search makes them by the million. */
  private Program(Program rule, List<Statement> statements) {
    name = rule.name;
    weight = rule.weight;
    gradient = rule.gradient;
    states = rule.states;
    rate = rule.rate;
    step = rule.step;
    hyperparameters = rule.hyperparameters;
    this.statements = List.copyOf(statements);
    update = rule.update;
    parameters = rule.parameters;
  }

  private List<String> inOrder() {
    List<String> names = new ArrayList<>(List.of(weight, gradient));
    names.addAll(states);
    names.add(rate);
    step.ifPresent(names::add);
    names.addAll(hyperparameters.keySet());
    return List.copyOf(names);
  }

  /**
   * What the text calls it.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * The name of the weights.
   *
   * @return the name
   */
  public String weight() {
    return weight;
  }

  /**
   * The name of the gradient.
   *
   * @return the name
   */
  public String gradient() {
    return gradient;
  }

  /**
   * The names of the state variables.
   *
   * @return the names, in order
   */
  public List<String> states() {
    return states;
  }

  /**
   * The name of the learning rate, the schedule's value at this step.
   *
   * @return the name
   */
  public String rate() {
    return rate;
  }

  /**
   * The name of the step number (1, 2, ...).
   *
   * @return the name, where the program asks for it
   */
  public Optional<String> step() {
    return step;
  }

  /**
   * Names and default values.
   *
   * @return the values by name, in order
   */
  public SequencedMap<String, Double> hyperparameters() {
    return hyperparameters;
  }

  /**
   * What is computed.
   *
   * @return the statements, in order of execution
   */
  public List<Statement> statements() {
    return statements;
  }

  /**
   * The name that holds the update at the end.
   *
   * @return the name
   */
  public String update() {
    return update;
  }

  /** Which name each of its variables is. */
  Slots slots() {
    if (slots == null) {
      slots = new Slots(this);
    }
    return slots;
  }

  /** The kinds of its values. */
  Kinds kinds() {
    if (kinds == null) {
      kinds = Kinds.find(this);
    }
    return kinds;
  }

  /** What matters to its update. */
  Liveness liveness() {
    if (liveness == null) {
      liveness = Liveness.find(this);
    }
    return liveness;
  }

  /**
   * The names given from outside, in the order of the signature.
   *
   * @return all parameters
   */
  public List<String> parameters() {
    return parameters;
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
    return new Program(this, others);
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

  private List<Object> parts() {
    return List.of(name, weight, gradient, states, rate, step, hyperparameters, statements, update);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Program program && parts().equals(program.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
