package io.openmeet.reference.process;

import io.openmeet.reference.CannotStart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a server running: one that ends by itself is started again, but not for ever. It is no
 * longer kept once it is stopped.
 */
public final class Supervised {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
  private static final int MOST_STARTS = 5;
  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String name;
  private final Supplier<ChildProcess> starter;
  private final Deque<Long> starts = new ArrayDeque<>();
  private ChildProcess running;
  private boolean stopping;

  /**
   * @param starter starts another one in the place of the one that ended, and returns when that is
   *     ready
   */
  public Supervised(String name, ChildProcess running, Supplier<ChildProcess> starter) {
    this.name = name;
    this.starter = starter;
    this.running = running;
    watch();
  }

  public synchronized long pid() {
    return running.pid();
  }

  /** Asks with the signal, insists with SIGKILL. */
  public void stop(String signal, Duration patience) {
    ChildProcess last;
    synchronized (this) {
      stopping = true;
      last = running;
    }
    last.stop(signal, patience);
  }

  private void watch() {
    running.onExit().thenRun(() -> new Thread(this::restart, "restart " + name).start());
  }

  /** Holds the monitor until the new one is there: whoever stops it meanwhile waits for that. */
  private synchronized void restart() {
    if (stopping) {
      return;
    }
    long now = System.nanoTime();
    while (!starts.isEmpty() && now - starts.peekFirst() > PERIOD_NANOS) {
      starts.removeFirst();
    }
    if (starts.size() == MOST_STARTS) {
      LOG.error("{} ended {} times within a minute and is left alone.", name, MOST_STARTS + 1);
      return;
    }
    starts.addLast(now);
    LOG.warn("{} ended by itself and is started again.", name);
    try {
      running = starter.get();
      LOG.warn("{} is back after {} ms.", name, (System.nanoTime() - now) / 1_000_000);
      watch();
    } catch (CannotStart failure) {
      LOG.error("{} does not come back: {}", name, failure.getMessage());
    }
  }
}
