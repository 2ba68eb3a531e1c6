package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
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
  private final OutputStream out;
  private final Window window;
  private final Set<String> besideTheLoad;
  private LogWriter log;
  private LogNames names;
  private List<String> scenarios;
  private long[] alive;
  private boolean isOpen;

  private WindowLog(OutputStream out, Window window, Set<String> besideTheLoad) {
    this.out = out;
    this.window = window;
    this.besideTheLoad = besideTheLoad;
  }

  /**
   * Writes the window's log.
   *
   * @param whole the run's log; of a log that is cut off, the readable part is used
   * @param out the method closes it
   */
  static void write(Path whole, OutputStream out, Observations known) throws IOException {
    WindowLog cut = new WindowLog(out, known.window(), known.besideTheLoad());
    try (out) {
      LogReader.readAll(whole, WithoutSends.of(known.sends(), cut));
      cut.finish();
    } catch (UncheckedIOException unwritable) {
      throw unwritable.getCause();
    }
  }

  /** A record to be written. */
  private interface Writing {
    void to(LogWriter log) throws IOException;
  }

  private void write(Writing record) {
    try {
      record.to(log);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  @Override
  public void run(LogHeader run, LogNames runNames) {
    names = runNames;
    scenarios = run.scenarios();
    alive = new long[scenarios.size()];
    try {
      log =
          new LogWriter(
              out,
              new LogHeader(
                  run.gatlingVersion(),
                  run.simulationClass(),
                  window.startMs(),
                  run.description(),
                  scenarios,
                  run.assertions()));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
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
      long at = Math.max(atMs, window.startMs());
      write(log -> log.user(scenario, starts, at));
    }
  }

  /** Starts the users that are already alive when the window opens. */
  private void openOnce() {
    if (isOpen) {
      return;
    }
    isOpen = true;
    for (int scenario = 0; scenario < alive.length; scenario++) {
      int each = scenario;
      for (long user = 0; user < alive[scenario]; user++) {
        write(log -> log.user(each, true, window.startMs()));
      }
    }
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (window.contains(startMs)) {
      List<String> groups = names.path(path);
      String name = groups.get(groups.size() - 1);
      long behindMs = Math.max(0, endMs - window.endMs());
      write(
          log ->
              log.request(
                  groups.subList(0, groups.size() - 1),
                  name,
                  Math.max(window.startMs(), startMs - behindMs),
                  endMs - behindMs,
                  ok,
                  names.text(message)));
    }
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    if (startMs >= window.startMs()) {
      write(
          log ->
              log.group(
                  names.path(path),
                  Math.min(startMs, window.endMs()),
                  Math.min(endMs, window.endMs()),
                  cumulatedMs,
                  ok));
    }
  }

  @Override
  public void error(int message, long atMs) {
    if (window.contains(atMs)) {
      write(log -> log.error(names.text(message), atMs));
    }
  }

  private void finish() throws IOException {
    openOnce();
    for (int scenario = 0; scenario < alive.length; scenario++) {
      for (long user = 0; user < alive[scenario]; user++) {
        log.user(scenario, false, window.endMs());
      }
    }
    log.close();
  }
}
