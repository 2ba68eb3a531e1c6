package io.openmeet.loadtest.runs;

import com.sun.management.UnixOperatingSystemMXBean;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.LoadScale;
import java.lang.management.ManagementFactory;
import java.util.OptionalInt;

/**
 * How many sockets this process may open at once. A process without free file handles can write no
 * log and load no classes, not even those that report the problem. So the load gets only a part of
 * them.
 */
final class OpenFiles {
  /** Class path, log, and other files that a JVM opens. */
  private static final int OTHERS = 300;

  /**
   * The part of the remaining files for requests in flight. Gatling keeps a connection for the next
   * request of the same event loop, so there can be more connections than requests; with two loops,
   * twice as many.
   */
  private static final double SOCKETS_RATIO = 0.5;

  /**
   * Heap for each request in flight: several times what Gatling keeps for one, so that most of the
   * heap stays free.
   */
  private static final int HEAP_BYTES_PER_REQUEST = 64 * 1024;

  private OpenFiles() {}

  /**
   * Requests in flight at most.
   *
   * @param asked by the user
   * @param load whose requests in flight and connections are open at once when all goes well
   * @throws ConfigurationException when the limit on open files is too low for them
   */
  static int mostInFlight(OptionalInt asked, Load load, LoadScale scale) {
    long heap = Runtime.getRuntime().maxMemory();
    int requests = load.requestsAtOnce(scale);
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      long limit = unix.getMaxFileDescriptorCount();
      checkAtStart(load.residents(scale), Math.max(asked.orElse(0), requests), limit);
      return asked.orElseGet(() -> Math.max(requests, mostInFlight(limit, heap)));
    }
    return asked.orElseGet(() -> Math.max(requests, mostInFlight(Long.MAX_VALUE, heap)));
  }

  /**
   * @param limit on open files
   * @param heapBytes the maximum size of the heap
   */
  static int mostInFlight(long limit, long heapBytes) {
    double sockets = (limit - OTHERS) * SOCKETS_RATIO;
    return (int) Math.max(1, Math.min(sockets, heapBytes / HEAP_BYTES_PER_REQUEST));
  }

  /**
   * @param residents users who stay, each with a connection of its own
   * @param requests in flight at most, of other users
   * @param limit on open files
   */
  static void checkAtStart(int residents, int requests, long limit) {
    long needed = residents + (long) Math.ceil(requests / SOCKETS_RATIO) + OTHERS;
    if (limit < needed) {
      throw new ConfigurationException(
          "ulimit -n: expected %d open files or more for this load, found %d; raise it in the shell that starts Maven."
              .formatted(needed, limit));
    }
  }
}
