package gradus.library.export;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** Names of a Java file: in camel case, none twice, none a word of the language. */
final class JavaNames {
  private final Set<String> taken;

  JavaNames(Set<String> taken) {
    this.taken = new HashSet<>(taken);
  }

  /** A new name like one of the program. */
  String fresh(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_+")) {
      if (!word.isEmpty()) {
        char first = word.charAt(0);
        camel.append(camel.isEmpty() ? Character.toLowerCase(first) : Character.toUpperCase(first));
        camel.append(word.substring(1));
      }
    }
    String start = camel.isEmpty() || Character.isDigit(camel.charAt(0)) ? "x" + camel : "" + camel;
    String free = start;
    for (int i = 2; SourceVersion.isKeyword(free) || !taken.add(free); i++) {
      free = start + i;
    }
    return free;
  }

  /** A number as Java reads it, always one with a fraction. */
  static String number(double value) {
    return Double.toString(value);
  }
}
