package gradus.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A setting of a search: the rows of {@link Options}.
 *
 * @param key its name in files and after {@code --set}
 * @param fallback its value when nothing is said
 * @param allowed what it may be, for messages
 * @param check whether a text is a value of it
 * @param documentation one sentence
 */
record Option(String key, String fallback, String allowed, Check check, String documentation) {
  /** Whether a text is a value of an option. */
  interface Check {
    boolean accepts(String text);
  }

  static Option whole(String key, long fallback, long least, long most, String documentation) {
    return new Option(
        key,
        Long.toString(fallback),
        "a whole number from " + least + " to " + most,
        text -> number(text).filter(n -> n >= least && n <= most).isPresent(),
        documentation);
  }

  static Option share(String key, double fallback, int most, String documentation) {
    return new Option(
        key,
        Double.toString(fallback),
        "a number from 0 to " + most,
        text -> isShare(text, most),
        documentation);
  }

  static Option choice(String key, String documentation, String... values) {
    return new Option(
        key, values[0], String.join(", ", values), List.of(values)::contains, documentation);
  }

  static Option text(String key, String fallback, String documentation) {
    return new Option(key, fallback, "a text", text -> !text.isBlank(), documentation);
  }

  static Option numbers(String key, String fallback, String documentation) {
    return new Option(
        key,
        fallback,
        "numbers above 0, joined by commas",
        text -> Arrays.stream(text.split(",", -1)).allMatch(Option::isAboveZero),
        documentation);
  }

  private static boolean isAboveZero(String text) {
    try {
      double value = Double.parseDouble(text);
      return value > 0 && Double.isFinite(value);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isShare(String text, int most) {
    try {
      double value = Double.parseDouble(text);
      return value >= 0 && value <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
