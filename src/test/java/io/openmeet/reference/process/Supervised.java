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
 * Keeps a server running: starts it again when it ends by itself, but only a limited number of
 * times within a minute, and not after {@link #stop}.
 */
public final class Supervised {
  private static final Logger LOG = LoggerFactory.getLogger(Supervised.class);
  private static final int MOST_STARTS = 5;
  private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String name;
  private final Supplier<ChildProcess> starter;
  private final Deque<Long> starts = new ArrayDeque<>();
  private volatile ChildProcess running;
  private boolean stopping;

  /**
   * @param starter starts a new server in place of the ended one, and returns when it is ready
   */
  public Supervised(String name, ChildProcess running, Supplier<ChildProcess> starter) {
    this.name = name;
    this.starter = starter;
    this.running = running;
    watch();
  }

  /** That of the ended process while a new one starts; does not wait for it. */
  public long pid() {
    return running.pid();
  }

  /** Sends the signal, and SIGKILL if the server does not end in time. */
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

  /** Holds the monitor until the new server is ready: a stop meanwhile waits for it. */
  private synchronized void restart() {
    if (stopping) {
      return;
    }
    long now = System.nanoTime();
    while (!starts.isEmpty() && now - starts.peekFirst() > PERIOD_NANOS) {
      starts.removeFirst();
    }
    if (starts.size() == MOST_STARTS) {
      LOG.error("{} ended {} times within a minute and stays stopped.", name, MOST_STARTS + 1);
      return;
    }
    starts.addLast(now);
    LOG.warn("{} ended by itself and is started again.", name);
    try {
      running = starter.get();
      LOG.warn("{} runs again after {} ms.", name, (System.nanoTime() - now) / 1_000_000);
      watch();
    } catch (CannotStart failure) {
      LOG.error("{} could not be started again: {}", name, failure.getMessage());
    }
  }
}
