package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.statistics.BucketCounts;
import io.openmeet.loadtest.statistics.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Counts all users, and the requests that start in the window. */
final class LogCounts implements LogVisitor {
  private static final double[] BOUNDS_MS = {
    1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 3000, 5000, 6000, 10_000, 30_000, 60_000
  };

  /** Counts of the requests of one name. */
  record Request(String name, BucketCounts.Buckets okMs, BucketCounts.Buckets koMs) {}

  private record Counts(BucketCounts okMs, BucketCounts koMs) {}

  private final double[] boundsMs;
  private final RequestLabels labels = new RequestLabels();
  private final Map<String, Counts> byLabel = new LinkedHashMap<>();

  /** By the path's number, so that a request needs no look-up by name. */
  private Counts[] byPath = new Counts[16];

  private LogNames names;
  private List<String> scenarios = List.of();
  private long[] alive = {};
  private long lastEventMs;
  private Window window;
  private long arrivals;

  /**
   * @param limitsMs boundaries in addition to the usual ones
   */
  LogCounts(List<Double> limitsMs) {
    TreeSet<Double> bounds = new TreeSet<>(limitsMs);
    Arrays.stream(BOUNDS_MS).forEach(bounds::add);
    boundsMs = bounds.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Counts arrivals and requests that start within the window, from now on. */
  void countIn(Window window) {
    this.window = window;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    this.names = names;
    scenarios = run.scenarios();
    alive = new long[scenarios.size()];
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    alive[scenario] += starts ? 1 : -1;
    if (starts && window != null && window.contains(atMs)) {
      arrivals++;
    }
    lastEventMs = Math.max(lastEventMs, atMs);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    lastEventMs = Math.max(lastEventMs, endMs);
    if (window == null || !window.contains(startMs)) {
      return;
    }
    Counts counts = counts(path);
    (ok ? counts.okMs : counts.koMs).add(endMs - startMs);
  }

  private Counts counts(int path) {
    if (path >= byPath.length) {
      byPath = Arrays.copyOf(byPath, Math.max(path + 1, byPath.length * 2));
    }
    if (byPath[path] == null) {
      byPath[path] =
          byLabel.computeIfAbsent(
              labels.of(names.path(path)),
              label -> new Counts(new BucketCounts(boundsMs), new BucketCounts(boundsMs)));
    }
    return byPath[path];
  }

  /** Epoch milliseconds; 0 without events. */
  long lastEventMs() {
    return lastEventMs;
  }

  /** Users who started in the window. */
  long arrivals() {
    return arrivals;
  }

  /** In order of first appearance. */
  List<Request> requests() {
    return byLabel.entrySet().stream()
        .map(
            entry ->
                new Request(
                    entry.getKey(), entry.getValue().okMs.now(), entry.getValue().koMs.now()))
        .toList();
  }

  /** Users alive now, by scenario. */
  Map<String, Long> users() {
    Map<String, Long> users = new LinkedHashMap<>();
    for (int i = 0; i < alive.length; i++) {
      users.merge(RequestLabels.printable(scenarios.get(i)), alive[i], Long::sum);
    }
    return users;
  }
}
