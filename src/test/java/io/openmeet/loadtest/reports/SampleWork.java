package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.SampleEntry;
import io.openmeet.loadtest.trends.WorkBaseline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Work of a run of 1,000 requests, and of the runs before it, in which every figure varies from 98
 * to 102 % of its usual value.
 */
final class SampleWork {
  static final String DATABASE = "openmeet_database_query_seconds";

  private final List<WorkFigure> usual = new ArrayList<>();
  private final List<WorkFigure> actual = new ArrayList<>();
  int runsBefore = 20;

  SampleWork with(String metric, Map<String, String> labels, double usual, double actual) {
    this.usual.add(new WorkFigure(metric, labels, usual));
    this.actual.add(new WorkFigure(metric, labels, actual));
    return this;
  }

  /** An N+1 on the list of meetings, on a machine that is slower than usual. */
  static SampleWork movedOne() {
    SampleWork work = unchanged();
    work.actual.set(0, new WorkFigure(DATABASE + "_count", Map.of("query", "meetings.list"), 2.42));
    work.actual.set(1, new WorkFigure(DATABASE + "_sum", Map.of("query", "meetings.list"), 0.0019));
    return work;
  }

  static SampleWork unchanged() {
    SampleWork work = new SampleWork();
    work.with(DATABASE + "_count", Map.of("query", "meetings.list"), 0.31, 0.311)
        .with(DATABASE + "_sum", Map.of("query", "meetings.list"), 0.00031, 0.00045)
        .with(DATABASE + "_count", Map.of("query", "search"), 0.2, 0.2)
        .with(DATABASE + "_sum", Map.of("query", "search"), 0.0001, 0.0001)
        .with("openmeet_database_pool_wait_seconds_sum", Map.of(), 0.0002, 0.0004)
        .with("jvm_gc_pause_seconds_sum", Map.of("action", "minor"), 0.00001, 0.00002)
        .with("jvm_gc_pause_seconds_sum", Map.of("action", "major"), 0, 0.00001)
        .with("process_cpu_seconds_total", Map.of(), 0.0008, 0.0012)
        .with("openmeet_http_sent_bytes_total", Map.of(), 5321, 5400);
    for (int i = 0; i < 8; i++) {
      work.with("openmeet_cache_requests_total", Map.of("cache", "c" + i), 0.4, 0.402);
    }
    return work;
  }

  /** The same run, with this work. */
  RunResult in(RunResult run) {
    RunResult.Figures all = run.figures();
    return new RunResult(
        run.schemaVersion(),
        run.identity(),
        run.outcome(),
        new RunResult.Figures(
            all.totals(),
            all.users(),
            all.inFlight(),
            all.arrivals(),
            all.dropped(),
            all.distinctKeys(),
            all.latency(),
            all.samples(),
            all.stopped(),
            all.requests(),
            all.errors(),
            all.distribution(),
            all.seconds(),
            actual,
            all.browser()),
        run.injector(),
        run.injectors(),
        run.warmUp(),
        run.environment());
  }

  /** The runs before, one a day. */
  List<HistoryEntry> history() {
    return IntStream.range(0, runsBefore)
        .mapToObj(
            day -> {
              SampleEntry entry = SampleEntry.at("2026-04-%02dT03:02:01.000Z".formatted(day + 1));
              double noise = 1 + 0.01 * (day % 5 - 2);
              entry.work =
                  usual.stream()
                      .map(
                          figure ->
                              new WorkFigure(
                                  figure.metric(), figure.labels(), figure.perRequest() * noise))
                      .toList();
              return entry.entry();
            })
        .toList();
  }

  RunReport report(RunResult run) {
    RunResult result = in(run);
    return new RunReport(
        result, WorkBaseline.compare(history(), HistoryEntry.of(result, "the-run"), List.of()));
  }
}
