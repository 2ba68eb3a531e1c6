package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.Histogram;
import io.openmeet.loadtest.statistics.RequestStatistics;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Response times as users would see them if the injector were on time.
 *
 * <p>A load generator that falls behind its plan sends a request late, and also starts its clock
 * late. The logged times are then too low, exactly when waits are longest. Gil Tene named this
 * coordinated omission ("How NOT to Measure Latency", 2015). His wrk2 therefore measures "from the
 * time that transmission should have occurred according to the constant throughput configured for
 * the run" (README of github.com/giltene/wrk2, "Acknowledging Coordinated Omission") and can also
 * print the uncorrected figures; Hyperfoil (hyperfoil.io) starts its open-model phases' sessions by
 * the clock for the same reason. Here Gatling starts users at a constant planned rate, and the log
 * contains the actual starts, so the correction is exact to the log's millisecond:
 *
 * <pre>corrected = response time + max(0, actual start - planned start)</pre>
 *
 * <p>The log is read twice: first to count the starts ({@link Arrivals}), then to add to each
 * request the delay of its start. Within one millisecond, requests and starts are paired in the
 * log's order. A later request of the same user has no planned start; it gets the injector's delay
 * at that moment.
 */
public final class LagCorrection implements LogVisitor {
  private final Window window;
  private final Arrivals arrivals;
  private final LogVisitor next;
  private final Map<Integer, Histogram> byPath = new HashMap<>();

  /** Requests of each cell that have a start already. */
  private final int[] paired;

  private LogNames names;

  private LagCorrection(Window window, Arrivals arrivals, LogVisitor next) {
    this.window = window;
    this.arrivals = arrivals;
    this.next = next;
    this.paired = new int[arrivals.cells()];
  }

  /**
   * @param arrivals of the same log, already compared with the plan
   * @param stalls whose requests are left out
   * @param next receives the window's requests with their corrected ends
   * @return by request name ({@link RequestStatistics#name}), the corrected response times of the
   *     requests that started in the window
   */
  public static Map<String, Histogram> read(
      Path simulationLog, Window window, Arrivals arrivals, Stalls stalls, LogVisitor next)
      throws IOException {
    LagCorrection correction = new LagCorrection(window, arrivals, next);
    LogReader.readAll(simulationLog, new WithoutStalls(stalls, correction));
    Map<String, Histogram> byName = new HashMap<>();
    correction.byPath.forEach(
        (path, times) ->
            byName
                .computeIfAbsent(
                    String.join(RequestStatistics.SEPARATOR, correction.names.path(path)),
                    name -> new Histogram())
                .add(times));
    return byName;
  }

  @Override
  public void run(LogHeader run, LogNames runNames) {
    names = runNames;
    next.run(run, runNames);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (window.contains(startMs)) {
      int cell = arrivals.cell(startMs);
      long felt = endMs - startMs + arrivals.latenessMs(cell, paired[cell]++);
      byPath
          .computeIfAbsent(path, first -> new Histogram())
          .record((int) Math.min(Integer.MAX_VALUE, felt));
      next.request(path, startMs, startMs + felt, ok, message);
    }
  }
}
