package io.openmeet.loadtest.trends;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets the threads and processes that change a history take turns. The lock is on a file of its
 * own, because pruning replaces the history's file.
 */
final class HistoryLock {
  private static final String NAME = ".runs.lock";
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** A change of a history. */
  @FunctionalInterface
  interface Change<T> {
    T make() throws IOException;
  }

  private HistoryLock() {}

  /**
   * @param folder of the history, which exists
   * @throws IOException also when another process holds the lock for too long: a run must end
   */
  // A file lock belongs to the JVM, so its threads need another.
  static synchronized <T> T during(Path folder, Change<T> change) throws IOException {
    Path lock = folder.resolve(NAME);
    try (FileChannel channel =
        FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long began = System.nanoTime();
      while (channel.tryLock() == null) { // until the channel is closed
        if (System.nanoTime() - began > LONGEST_WAIT.toNanos()) {
          throw new IOException(
              "%s: another process holds the lock for more than %d s"
                  .formatted(lock, LONGEST_WAIT.toSeconds()));
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
      return change.make();
    }
  }
}
