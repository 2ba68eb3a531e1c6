package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Lets only one process at a time make runs in a folder. */
public final class FolderLock {
  private static final String NAME = ".lock";

  /** What is done while the lock is held. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws IOException, InterruptedException;
  }

  private FolderLock() {}

  /**
   * Works in the folder until the work is done; a process that ends before gives the lock back too.
   *
   * @param what the work is, such as {@code runs this experiment}
   * @throws ConfigurationException when another process has the lock
   */
  public static <T> T hold(Path folder, String what, Work<T> work)
      throws IOException, InterruptedException {
    try (FileChannel file =
            FileChannel.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock == null) {
        throw new ConfigurationException(
            "%s: another process %s; wait until it ends.".formatted(folder, what));
      }
      return work.run();
    }
  }
}
