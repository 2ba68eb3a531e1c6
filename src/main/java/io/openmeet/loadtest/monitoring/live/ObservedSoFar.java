package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.sla.Measured;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Asks every ten seconds what the log does not hold, such as the target's own metrics: reading all
 * of a scrape is much of what watching costs the injector. It has a thread of its own: the target
 * may take its time.
 */
final class ObservedSoFar implements AutoCloseable {
  private static final long PERIOD_SECONDS = 10;

  private final Thread thread;
  private volatile Map<String, Measured> latest = Map.of();

  ObservedSoFar(Callable<Map<String, Measured>> source) {
    thread = new Thread(() -> ask(source), "live view of the target");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    thread.start();
  }

  private void ask(Callable<Map<String, Measured>> source) {
    try {
      while (true) {
        latest = Map.copyOf(source.call());
        TimeUnit.SECONDS.sleep(PERIOD_SECONDS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (Exception failed) {
      latest = Map.of();
    }
  }

  /** By a level's id. */
  Map<String, Measured> latest() {
    return latest;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
