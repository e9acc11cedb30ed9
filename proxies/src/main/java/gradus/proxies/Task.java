package gradus.proxies;

import java.util.List;

/**
 * A model with data that any update rule can train, at one scale and with one size of batches.
 * Having one is cheap; data is loaded by {@link #training()}.
 */
public interface Task {

  /**
   * The name of the family.
   *
   * @return lower-case words joined by hyphens
   */
  String name();

  /**
   * What is learned, and by which model.
   *
   * @return one line
   */
  String description();

  /**
   * The rung of the ladder.
   *
   * @return the scale
   */
  Scale scale();

  /**
   * What people look at when they compare trainings of this task.
   *
   * @return the metric
   */
  Metric metric();

  /**
   * The parameters of the model in the order in which they lie in the flat vector.
   *
   * @return at least one tensor
   */
  List<Tensor> tensors();

  /**
   * The length of the flat parameter vector.
   *
   * @return the sum of the tensors' sizes
   */
  default int parameters() {
    return tensors().stream().mapToInt(Tensor::size).sum();
  }

  /**
   * The length of a training where nobody asks for another.
   *
   * @return at least 1
   */
  int steps();

  /**
   * The number of examples in a step.
   *
   * @return at least 1
   */
  int batch();

  /**
   * The same task with batches of another size.
   *
   * @param size the number of examples in a step
   * @return the task
   * @throws IllegalArgumentException if it is below 1 or more than the train part has
   */
  Task batch(int size);

  /**
   * The same task with trainings of another length.
   *
   * @param count the number of steps, at least 1
   * @return the task
   */
  Task steps(int count);

  /**
   * The number of examples in a part of the data.
   *
   * @param part which part
   * @return at least 1
   */
  int size(Part part);

  /**
   * The cost of one step but for the update rule: two operations for each multiplication in
   * products of matrices, once on the way forward and twice on the way back.
   *
   * @return floating-point operations
   */
  long flops();

  /**
   * Opens the memory for trainings on one thread, one training after another.
   *
   * @return a training that waits for {@link Training#start}
   * @throws DataException if the task's data is missing or damaged
   */
  Training training();

  /**
   * Every task on the class path at scale 1.
   *
   * @return the tasks by name
   */
  static List<Task> all() {
    return Family.all().stream().map(family -> family.at(Scale.ONE)).toList();
  }

  /**
   * The task of a name at scale 1.
   *
   * @param name what to look for
   * @return the task
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  static Task named(String name) {
    return Family.named(name).at(Scale.ONE);
  }
}
