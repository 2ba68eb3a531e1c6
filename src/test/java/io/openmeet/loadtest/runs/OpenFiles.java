package io.openmeet.loadtest.runs;

import com.sun.management.UnixOperatingSystemMXBean;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * Sockets and files that this process may still open. In an open model a target that does not keep
 * up lets requests pile up, each with a socket; when there are none left, not even the log can be
 * written.
 */
final class OpenFiles {
  private static final double MOST_USED_RATIO = 0.5;

  /** Class path, log, and whatever else a JVM holds open. */
  private static final int OTHERS = 300;

  private OpenFiles() {}

  /**
   * @param sockets as many as the load opens at once when all goes well
   * @throws ConfigurationException when the limit is too low for them
   */
  static void checkAtStart(int sockets) {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      checkAtStart(sockets, unix.getMaxFileDescriptorCount());
    }
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
  static Optional<Stop> shortage() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? shortage(unix.getOpenFileDescriptorCount(), unix.getMaxFileDescriptorCount())
        : Optional.empty();
  }

  static Optional<Stop> shortage(long open, long limit) {
    return open <= limit * MOST_USED_RATIO
        ? Optional.empty()
        : Optional.of(
            Stop.forErrors(
                "%d of %d files and sockets are open, since the target does not keep up with the load; if it should, raise \"ulimit -n\""
                    .formatted(open, limit)));
  }
}
