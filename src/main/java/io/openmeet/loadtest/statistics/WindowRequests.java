package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts the window's requests by name. The counts are available at any time, also while the log
 * still grows.
 */
public final class WindowRequests implements LogVisitor {
  private final Window window;
  private LogNames names;
  private Counts[] byPath = new Counts[16];

  public WindowRequests(Window window) {
    this.window = window;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.names = names;
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    boolean starts = window.contains(startMs);
    boolean completes = window.contains(endMs);
    if (!starts && !completes) {
      return;
    }
    Counts counts = counts(path);
    if (completes) {
      counts.completed++;
    }
    if (starts) {
      counts.startedInWindow(ok, (int) (endMs - startMs));
    }
  }

  private Counts counts(int path) {
    if (path >= byPath.length) {
      byPath = Arrays.copyOf(byPath, Math.max(path + 1, byPath.length * 2));
    }
    if (byPath[path] == null) {
      byPath[path] = new Counts();
    }
    return byPath[path];
  }

  /**
   * In the order of their first appearance in the log.
   *
   * @param seconds length of the part of the window that was counted
   */
  List<RequestStatistics> statistics(double seconds) {
    List<RequestStatistics> requests = new ArrayList<>();
    for (int path = 0; path < byPath.length; path++) {
      if (byPath[path] != null) {
        requests.add(byPath[path].statistics(names.path(path), seconds));
      }
    }
    return List.copyOf(requests);
  }

  /**
   * The counts until now.
   *
   * @param seconds elapsed part of the window, above 0
   */
  public SoFar soFar(double seconds) {
    return new SoFar(statistics(seconds), seconds);
  }

  /** The window until some moment. */
  public static final class SoFar {
    private final List<RequestStatistics> requests;
    private final RequestStatistics total;
    private final double seconds;

    private SoFar(List<RequestStatistics> requests, double seconds) {
      this.requests = requests;
      this.seconds = seconds;
      this.total = RequestStatistics.together(RunStatistics.ALL_REQUESTS, requests, seconds);
    }

    /** All requests together. */
    public RequestStatistics total() {
      return total;
    }

    /** Each request. */
    public List<RequestStatistics> requests() {
      return requests;
    }

    /** The requests of this name together. */
    public RequestStatistics only(String name) {
      return RequestStatistics.together(
          name, requests.stream().filter(request -> request.name().equals(name)).toList(), seconds);
    }
  }

  /** One request's samples. */
  private static final class Counts {
    private final Histogram ok = new Histogram();
    private final Histogram ko = new Histogram();
    private long completed;

    private void startedInWindow(boolean success, int ms) {
      (success ? ok : ko).record(ms);
    }

    private RequestStatistics statistics(List<String> path, double seconds) {
      Histogram all = ko.count() == 0 ? ok : Histogram.merge(List.of(ok, ko));
      String name = String.join(RequestStatistics.SEPARATOR, path);
      return new RequestStatistics(name, path, all, ok, ko, completed, seconds);
    }
  }
}
