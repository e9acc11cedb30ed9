package gradus.cli;

import java.io.PrintWriter;

/**
 * Shows how far something has come: on a terminal one line that is written over, elsewhere plain
 * lines at longer intervals.
 */
final class ProgressLine {
  private static final long TERMINAL_INTERVAL = 200_000_000L;
  private static final long PLAIN_INTERVAL = 10_000_000_000L;

  private final PrintWriter err;
  private final boolean terminal;
  private long next;
  private int width;

  ProgressLine(PrintWriter err) {
    this.err = err;
    terminal = System.console() != null && System.console().isTerminal();
    next = System.nanoTime() + interval();
  }

  private long interval() {
    return terminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
  }

  /** Shows a text if the last one is old enough; the text is made only then. */
  void show(java.util.function.Supplier<String> text) {
    long now = System.nanoTime();
    if (now - next < 0) {
      return;
    }
    next = now + interval();
    if (terminal) {
      String line = text.get();
      err.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      err.flush();
      width = line.length();
    } else {
      err.println(text.get());
    }
  }

  /** Takes the line away, before something else is printed. */
  void clear() {
    if (terminal && width > 0) {
      err.print("\r" + " ".repeat(width) + "\r");
      err.flush();
      width = 0;
    }
  }
}
