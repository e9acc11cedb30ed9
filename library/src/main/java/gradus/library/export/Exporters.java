package gradus.library.export;

import gradus.grammar.Names;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The exporters that are there, and what they need to be told. */
public final class Exporters {
  private static final List<Exporter> ALL =
      ServiceLoader.load(Exporter.class, Exporters.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .sorted(Comparator.comparing(Exporter::name))
          .toList();

  private Exporters() {}

  /**
   * Every exporter.
   *
   * @return them in the order of their names
   */
  public static List<Exporter> all() {
    return ALL;
  }

  /**
   * The exporter of a name.
   *
   * @param name what the user calls it
   * @return the exporter
   * @throws ProgramException if there is none
   */
  public static Exporter named(String name) {
    return ALL.stream()
        .filter(exporter -> exporter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  private static ProgramException unknown(String name) {
    List<String> names = ALL.stream().map(Exporter::name).toList();
    return new ProgramException(
        List.of(
            Problem.of(
                "gradus", "unknown framework", Names.quote(name), Names.allowed(name, names))));
  }

  /**
   * The class name that a program suggests: {@code cautious_lion} becomes {@code CautiousLion}.
   *
   * @param program the name of a program
   * @return a name in {@code CamelCase}; {@code Rule} where nothing is left
   */
  public static String className(String program) {
    String name =
        Arrays.stream(program.split("[^A-Za-z0-9]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
            .collect(Collectors.joining());
    return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Rule" + name : name;
  }
}
