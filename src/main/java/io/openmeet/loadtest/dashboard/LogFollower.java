package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.InjectorPulse;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Follows a run's growing log with the reader that the verdict uses, and publishes a snapshot of
 * the run every second. It uses one daemon thread of low priority; the run waits for it only at its
 * end, and for a limited time.
 */
final class LogFollower {
  private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_LAST_READ_MS = TimeUnit.SECONDS.toMillis(10);

  private final SnapshotCollector soFar;
  private final Callable<Optional<Path>> log;
  private final Supplier<Map<String, Measured>> observed;
  private final Consumer<Snapshot> snapshots;
  private final Consumer<Throwable> failures;
  private final Thread thread = new Thread(this::follow, "dashboard of the run");
  private volatile Optional<FinalOutcome> end = Optional.empty();
  private LogReader reader;

  /**
   * @param log called until it returns the log's file
   * @param observed values that the log does not have, by a service level's id
   * @param snapshots receives each snapshot
   * @param failures receives the failure that ends the following
   */
  LogFollower(
      SnapshotCollector soFar,
      Callable<Optional<Path>> log,
      Supplier<Map<String, Measured>> observed,
      Consumer<Snapshot> snapshots,
      Consumer<Throwable> failures) {
    this.soFar = soFar;
    this.log = log;
    this.observed = observed;
    this.snapshots = snapshots;
    this.failures = failures;
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  void start() {
    thread.start();
  }

  void windowKnown(Window window) {
    soFar.windowKnown(window);
  }

  /** Reads the log to its end and publishes the last snapshot; then returns. */
  void finish(FinalOutcome outcome) throws InterruptedException {
    end = Optional.of(outcome);
    LockSupport.unpark(thread);
    thread.join(LONGEST_LAST_READ_MS);
  }

  private void follow() {
    try (InjectorPulse pulse = new InjectorPulse()) {
      boolean over = false;
      while (!over) {
        long began = System.nanoTime();
        // Looks for the end first, so that the reading after it covers the whole log.
        Optional<FinalOutcome> outcome = end;
        over = outcome.isPresent();
        readAndPublish(pulse, outcome);
        for (long left = PERIOD_NANOS;
            left > 0 && !over && end.isEmpty();
            left = began + PERIOD_NANOS - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
    } catch (Exception | Error failure) {
      // Errors are caught, too: without free file descriptors, classes cannot be loaded.
      failures.accept(failure);
    } finally {
      close();
    }
  }

  private void readAndPublish(InjectorPulse pulse, Optional<FinalOutcome> outcome)
      throws Exception {
    if (reader == null) {
      Optional<Path> found = log.call();
      if (found.isPresent()) {
        reader = LogReader.open(found.get(), soFar.visitor());
        soFar.logFound(found.get());
      }
    }
    if (reader != null) {
      reader.readNew();
      if (reader.end().kind() == LogEnd.Kind.DAMAGED) {
        throw new IOException(reader.end().toString());
      }
    }
    snapshots.accept(
        soFar.snapshot(System.currentTimeMillis(), pulse.read(), observed.get(), outcome));
  }

  private void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException alreadyGone) {
      // there is nothing left to be read
    }
  }
}
