package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.sla.Measured;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Polls values that the log does not have, such as the target's own metrics. It does so only every
 * ten seconds, because reading a scrape is expensive for the injector. It has its own thread,
 * because the target may answer slowly.
 */
final class ObservationPoller implements AutoCloseable {
  private static final long PERIOD_SECONDS = 10;

  private final Thread thread;
  private volatile Map<String, Measured> latest = Map.of();

  ObservationPoller(Callable<Map<String, Measured>> source) {
    thread = new Thread(() -> poll(source), "dashboard of the target");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    thread.start();
  }

  private void poll(Callable<Map<String, Measured>> source) {
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

  /** By a service level's id. */
  Map<String, Measured> latest() {
    return latest;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
