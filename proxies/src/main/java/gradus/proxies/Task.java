package gradus.proxies;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * A model with data that any update rule can train. A task is one public class with a public
 * constructor without arguments, listed in {@code META-INF/services/gradus.proxies.Task};
 * constructing it is cheap, data is loaded by {@link #training()}.
 */
public interface Task {

  /**
   * The name by which the task is chosen.
   *
   * @return lower-case words joined by hyphens, unique among the tasks
   */
  String name();

  /**
   * What is learned, and by which model.
   *
   * @return one line
   */
  String description();

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
    int parameters = 0;
    for (Tensor tensor : tensors()) {
      parameters += tensor.size();
    }
    return parameters;
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
   * The number of examples in a part of the data.
   *
   * @param part which part
   * @return at least 1
   */
  int size(Part part);

  /**
   * Opens the memory for trainings on one thread, one training after another.
   *
   * @return a training that waits for {@link Training#start}
   * @throws IllegalStateException if the task's data is damaged
   */
  Training training();

  /**
   * Every task on the class path.
   *
   * @return the tasks by name
   */
  static List<Task> all() {
    return ServiceLoader.load(Task.class, Task.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Task::name))
        .toList();
  }

  /**
   * The task of a name.
   *
   * @param name what to look for
   * @return the task
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  static Task named(String name) {
    List<Task> all = all();
    for (Task task : all) {
      if (task.name().equals(name)) {
        return task;
      }
    }
    String allowed = all.stream().map(Task::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "task: unknown; found '%s'; allowed: %s".formatted(name, allowed));
  }
}
