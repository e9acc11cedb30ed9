package gradus.proxies;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * A task at all scales. A family is one public class with a public constructor without arguments,
 * listed in {@code META-INF/services/gradus.proxies.Family}; it says which layers, which data and
 * which lengths make the task at a scale, and loads nothing.
 */
public interface Family {

  /**
   * The name by which the task is chosen.
   *
   * @return lower-case words joined by hyphens, unique among the families
   */
  String name();

  /**
   * The task at a scale.
   *
   * @param scale the rung of the ladder
   * @return the task; its data is not loaded yet
   */
  Task at(Scale scale);

  /**
   * Every family on the class path.
   *
   * @return the families by name
   */
  static List<Family> all() {
    return ServiceLoader.load(Family.class, Family.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Family::name))
        .toList();
  }

  /**
   * The family of a name.
   *
   * @param name what to look for
   * @return the family
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  static Family named(String name) {
    List<Family> all = all();
    for (Family family : all) {
      if (family.name().equals(name)) {
        return family;
      }
    }
    String allowed = all.stream().map(Family::name).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "task: unknown; found '%s'; allowed: %s".formatted(name, allowed));
  }
}
