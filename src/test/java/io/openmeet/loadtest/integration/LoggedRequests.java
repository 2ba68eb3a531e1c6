package io.openmeet.loadtest.integration;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.target.MetricsText.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A second method to count what the dashboard shows: it keeps all requests, and counts at the end.
 */
final class LoggedRequests implements LogVisitor {
  private final Map<String, List<Long>> msByLabels = new HashMap<>();
  private LogNames names;
  private long users;

  @Override
  public void run(LogHeader run, LogNames names) {
    this.names = names;
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    users += starts ? 1 : -1;
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    String name = names.path(path).get(names.path(path).size() - 1);
    msByLabels
        .computeIfAbsent(name + (ok ? " ok" : " ko"), labels -> new ArrayList<>())
        .add(endMs - startMs);
  }

  /** All requests. */
  int requests() {
    return msByLabels.values().stream().mapToInt(List::size).sum();
  }

  /** Users alive at the end. */
  long users() {
    return users;
  }

  private List<Long> of(Sample sample) {
    String labels = sample.labels().get("request") + " " + sample.labels().get("outcome");
    return msByLabels.getOrDefault(labels, List.of());
  }

  /** The number of requests with a series' request and outcome. */
  double count(Sample sample) {
    return of(sample).size();
  }

  /** The number of them that took no longer than the series' bucket allows. */
  double upTo(Sample sample) {
    double seconds = Double.parseDouble(sample.labels().get("le").replace("+Inf", "Infinity"));
    return of(sample).stream().filter(ms -> ms <= seconds * 1000 + 1e-9).count();
  }
}
