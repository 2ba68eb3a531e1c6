package io.openmeet.loadtest.statistics;

import java.util.List;

/** Gathers one request's samples while the log is read. */
final class RequestCounts {
  private final Histogram ok = new Histogram();
  private final Histogram ko = new Histogram();
  private long completed;
  private long completedOk;

  void startedInWindow(boolean success, int ms) {
    (success ? ok : ko).record(ms);
  }

  void completedInWindow(boolean success) {
    completed++;
    if (success) {
      completedOk++;
    }
  }

  RequestStatistics statistics(List<String> path, double seconds) {
    Histogram all = ko.count() == 0 ? ok : Histogram.merge(List.of(ok, ko));
    String name = String.join(RequestStatistics.SEPARATOR, path);
    return new RequestStatistics(name, path, all, ok, ko, completed, completedOk, seconds);
  }
}
