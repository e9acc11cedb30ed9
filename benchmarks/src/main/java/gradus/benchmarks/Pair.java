package gradus.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Two pieces of work side by side; a step is one of each. */
final class Pair implements Rounds.Work, AutoCloseable {
  private final Rounds.Work here;
  private final Rounds.Work there;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  /** One on the thread that asks, the other on a thread of its own. */
  Pair(Rounds.Work here, Rounds.Work there) {
    this.here = here;
    this.there = there;
  }

  @Override
  public void steps(long count) {
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> there.steps(count), thread);
    here.steps(count);
    other.join();
  }

  @Override
  public void close() {
    thread.close();
  }
}
