package gradus.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * What a command left behind.
 *
 * @param status the exit status
 * @param out what it printed
 * @param err what it complained of
 */
record Cli(int status, String out, String err) {
  /** Runs a command in this process. */
  static Cli run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Cli(status, out.toString(), err.toString());
  }
}
