package gradus.interpreter;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graalvm.polyglot.Engine;
import org.nd4j.linalg.factory.Nd4j;

/** What the engines run on, for people who want to know why something is slow. */
public final class Facts {
  private Facts() {}

  /**
   * Starts Truffle and ND4J and asks them.
   *
   * @return what each says of itself, in words
   */
  public static Map<String, String> all() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("truffle", truffle());
    facts.put("nd4j", nd4j());
    return facts;
  }

  private static String truffle() {
    String name = RuleEngine.runtime();
    String version = Engine.class.getPackage().getImplementationVersion();
    String compiles =
        name.equals("Interpreted") ? "interpreter only, the Graal compiler is off" : "compiling";
    return name + (version == null ? "" : " " + version) + ", " + compiles;
  }

  private static String nd4j() {
    String version = Nd4j.class.getPackage().getImplementationVersion();
    return Nd4j.getBackend().getClass().getSimpleName()
        + (version == null ? "" : " " + version)
        + ", "
        + Nd4j.getExecutioner().getEnvironmentInformation().getProperty("blas.vendor", "no BLAS");
  }
}
