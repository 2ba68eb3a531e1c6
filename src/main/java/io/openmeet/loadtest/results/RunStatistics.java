package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogRun;
import io.openmeet.loadtest.simulationlog.UnreadableLogException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What happened in the measured window of one run.
 *
 * @param end how the log ended; a partial log gives the figures of what was read
 * @param total all requests together
 * @param requests in the order in which they first appear in the log, those without a request in
 *     the window left out
 * @param seconds the window second by second; its last one may be shorter
 * @param samplesBySecondLeftOut samples that the percentiles by the second lack; 0 unless response
 *     times are very long and very spread. No other figure lacks anything.
 * @param errors failures by message, the most frequent first: failed requests, and requests that
 *     could not be built
 * @param users alive at once, of all scenarios that are part of the load
 * @param usersByScenario alive at once; a scenario without users has zeros
 * @param inFlight requests in flight at once
 * @param crashes requests that could not be built; they are in no other count
 * @param unmatched incoming messages that nothing waited for; they are in no other count
 */
public record RunStatistics(
    LogRun run,
    LogEnd end,
    Window window,
    RequestStatistics total,
    List<RequestStatistics> requests,
    List<Second> seconds,
    long samplesBySecondLeftOut,
    List<ErrorCount> errors,
    Concurrency users,
    Map<String, Concurrency> usersByScenario,
    Concurrency inFlight,
    long crashes,
    long unmatched) {
  /** The name of {@link #total}. */
  public static final String ALL_REQUESTS = "All requests";

  /**
   * Reads a log once and works out its window's figures.
   *
   * @throws UnreadableLogException when the file is no log, one of another version, or one without
   *     a whole first record
   */
  public static RunStatistics read(Path simulationLog, Window window) throws IOException {
    RunStatisticsCollector collector = new RunStatisticsCollector(window, Set.of());
    LogEnd end = LogReader.readAll(simulationLog, collector);
    if (end.records() == 0) {
      throw new UnreadableLogException(end + " There is no run to be told from it.");
    }
    return collector.statistics(end);
  }

  /**
   * What response times are judged from.
   *
   * @param request the one that is judged; null: all
   */
  RequestStatistics judged(String request) {
    return request == null ? total : only(List.of(request));
  }

  /**
   * Only the requests of these names, taken together, as an SLA on some of them needs it. Names
   * that no request has are passed over, for a request that never came has no samples: a count of 0
   * is for the caller to see.
   */
  public RequestStatistics only(Collection<String> names) {
    List<RequestStatistics> parts =
        requests.stream().filter(request -> names.contains(request.name())).toList();
    return RequestStatistics.together(String.join(", ", names), parts, window.seconds());
  }
}
