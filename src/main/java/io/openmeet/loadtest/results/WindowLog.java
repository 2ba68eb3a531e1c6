package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogCopy;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/**
 * Reduces a run's log to its measured window, for Gatling's own report. Gatling divides by the
 * length of the whole run, warm-up included, and also shows users that are not part of the load.
 *
 * <p>The reduced run begins when the window opens. Users of the load that are alive then start at
 * that moment. Users that are still alive when the window closes end at that moment. The requests
 * are those that start in the window. A request that ends after the window is moved back to end
 * with it, because Gatling would otherwise extend the run. Groups, in which service levels are
 * judged after the load, are at the end of the window.
 */
final class WindowLog implements LogVisitor {
  private final LogVisitor to;
  private final Window window;
  private final Set<String> besideTheLoad;
  private List<String> scenarios;
  private long[] alive = {};
  private boolean isOpen;

  private WindowLog(LogVisitor to, Window window, Set<String> besideTheLoad) {
    this.to = to;
    this.window = window;
    this.besideTheLoad = besideTheLoad;
  }

  /**
   * Writes the window's log.
   *
   * @param whole the run's logs; of a log that is cut off, the readable part is used
   * @param out the method closes it
   */
  static void write(RunLogs whole, OutputStream out, Observations known) throws IOException {
    try (LogCopy copy = new LogCopy(out)) {
      WindowLog cut = new WindowLog(copy, known.window(), known.besideTheLoad());
      whole.read(WithoutSends.of(known.sends(), cut));
      cut.finish();
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    scenarios = run.scenarios();
    alive = new long[scenarios.size()];
    to.run(
        new LogHeader(
            run.gatlingVersion(),
            run.simulationClass(),
            window.startMs(),
            run.description(),
            scenarios,
            run.assertions()),
        names);
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    if (besideTheLoad.contains(scenarios.get(scenario)) || atMs >= window.endMs()) {
      return;
    }
    if (atMs >= window.startMs()) {
      openOnce();
    }
    alive[scenario] += starts ? 1 : -1;
    if (isOpen) {
      to.user(scenario, starts, Math.max(atMs, window.startMs()));
    }
  }

  /** Starts the users that are already alive when the window opens. */
  private void openOnce() {
    if (!isOpen) {
      isOpen = true;
      passAlive(true, window.startMs());
    }
  }

  private void passAlive(boolean start, long atMs) {
    for (int scenario = 0; scenario < alive.length; scenario++) {
      for (long user = 0; user < alive[scenario]; user++) {
        to.user(scenario, start, atMs);
      }
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (window.contains(startMs)) {
      long behindMs = Math.max(0, endMs - window.endMs());
      long start = Math.max(window.startMs(), startMs - behindMs);
      to.request(path, start, endMs - behindMs, ok, message);
    }
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    if (startMs >= window.startMs()) {
      long start = Math.min(startMs, window.endMs());
      to.group(path, start, Math.min(endMs, window.endMs()), cumulatedMs, ok);
    }
  }

  @Override
  public void error(int message, long atMs) {
    if (window.contains(atMs)) {
      to.error(message, atMs);
    }
  }

  private void finish() {
    openOnce();
    passAlive(false, window.endMs());
  }
}
