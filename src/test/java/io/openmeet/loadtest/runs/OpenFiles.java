package io.openmeet.loadtest.runs;

import com.sun.management.UnixOperatingSystemMXBean;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sockets and files that this process may still open. In an open model a target that does not keep
 * up lets requests pile up, each with a socket; when there are none left, not even the log can be
 * written.
 */
final class OpenFiles implements AutoCloseable {
  private static final double MOST_USED_RATIO = 0.5;

  /** Class path, log, and whatever else a JVM holds open. */
  private static final int OTHERS = 300;

  /**
   * Held open from the start: thousands of sockets can be opened between two looks, and without a
   * file to spare not even the classes that tell of it can be loaded. Half is given back when the
   * rest runs out, to stop the run, and half when it has stopped, for its results.
   */
  private static final int RESERVE = 256;

  private final List<Closeable> reserve = new ArrayList<>();

  private OpenFiles() {}

  /**
   * @param sockets as many as the load opens at once when all goes well
   * @throws ConfigurationException when the limit is too low for them
   */
  static OpenFiles checkedAtStart(int sockets) {
    OpenFiles files = new OpenFiles();
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      checkAtStart(sockets, unix.getMaxFileDescriptorCount());
      files.holdReserve();
    }
    return files;
  }

  static void checkAtStart(int sockets, long limit) {
    long needed = (long) Math.ceil((sockets + OTHERS) / MOST_USED_RATIO);
    if (limit < needed) {
      throw new ConfigurationException(
          "ulimit -n: expected %d open files or more for this load, found %d; raise it in the shell that starts Maven."
              .formatted(needed, limit));
    }
  }

  /** Empty where it cannot be known: outside Unix. */
  Optional<Stop> shortage() {
    Optional<Stop> shortage =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? shortage(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
            : Optional.empty();
    if (shortage.isPresent()) {
      giveBackDownTo(RESERVE / 2);
    }
    return shortage;
  }

  static Optional<Stop> shortage(long open, long limit) {
    return open <= limit * MOST_USED_RATIO
        ? Optional.empty()
        : Optional.of(
            Stop.forErrors(
                "%d of %d files and sockets are open, since the target does not keep up with the load; if it should, raise \"ulimit -n\""
                    .formatted(open, limit)));
  }

  /** Gives all of the reserve back: to be called before the results are written. */
  @Override
  public void close() {
    giveBackDownTo(0);
  }

  private synchronized void giveBackDownTo(int kept) {
    while (reserve.size() > kept) {
      try {
        reserve.remove(reserve.size() - 1).close();
      } catch (IOException lost) {
        // One file fewer to spare.
      }
    }
  }

  private synchronized void holdReserve() {
    try {
      for (int i = 0; i < RESERVE; i++) {
        reserve.add(Files.newByteChannel(Path.of("/dev/null")));
      }
    } catch (IOException fewer) {
      // What could be opened is a reserve as well.
    }
  }
}
