package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Statistics of the measured window of one run.
 *
 * @param end how the log ended; the figures of a partial log cover the part that was read
 * @param total all requests together
 * @param requests in the order of their first appearance in the log, without those that have no
 *     request in the window
 * @param seconds the seconds of the window; the last one may be shorter
 * @param errors failures by message, the most frequent first: failed requests, and requests that
 *     could not be built
 * @param users alive at the same time, in all scenarios that are part of the load
 * @param inFlight requests in flight at the same time
 */
public record RunStatistics(
    LogHeader run,
    LogEnd end,
    Window window,
    RequestStatistics total,
    List<RequestStatistics> requests,
    List<Second> seconds,
    List<ErrorCount> errors,
    Concurrency users,
    Concurrency inFlight) {
  /** The name of {@link #total}. */
  public static final String ALL_REQUESTS = "All requests";

  /**
   * Reads a log once and computes the figures of the window.
   *
   * @throws UnreadableLogException when the file is not a log, has another version, or has no whole
   *     first record
   */
  public static RunStatistics read(Path simulationLog, Window window) throws IOException {
    RunStatisticsCollector collector = new RunStatisticsCollector(window, Set.of());
    return collector.statistics(LogReader.readRun(simulationLog, collector));
  }

  /**
   * The requests by which response times are judged.
   *
   * @param request the one that is judged; null: all
   */
  public RequestStatistics judged(String request) {
    return request == null ? total : only(List.of(request));
  }

  /**
   * The requests of these names together, for a service level on some of them. Names without a
   * request are ignored; the caller sees them as a count of 0.
   */
  public RequestStatistics only(Collection<String> names) {
    List<RequestStatistics> parts =
        requests.stream().filter(request -> names.contains(request.name())).toList();
    return RequestStatistics.together(String.join(", ", names), parts, window.seconds());
  }
}
