package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.HealthLimits;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.BucketCounts;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A snapshot of a run as Prometheus metrics: base units, and each series with its simulation and
 * its run, so that two runs share none. The dashboard and the alerts in {@code ci/monitoring} rely
 * on the names.
 */
final class PrometheusMetrics {
  private static final double MILLIS_PER_SECOND = 1000;

  private final Snapshot snapshot;
  private final String runId;
  private final Labels runLabels;
  private final List<MetricSnapshot> metrics = new ArrayList<>();

  private PrometheusMetrics(Snapshot snapshot, String runId) {
    this.snapshot = snapshot;
    this.runId = runId;
    this.runLabels = Labels.of("simulation", snapshot.run().simulation(), "run_id", runId);
  }

  /** Nothing while the run's folder is unknown: later, every series would have another name. */
  static MetricSnapshots of(Snapshot snapshot) {
    return snapshot
        .folder()
        .map(runId -> new PrometheusMetrics(snapshot, runId).collect())
        .orElseGet(MetricSnapshots::new);
  }

  private MetricSnapshots collect() {
    addRun();
    addWindow();
    addRequests();
    addUsers();
    addInjector();
    addSlas();
    return new MetricSnapshots(metrics);
  }

  private void addRun() {
    metrics.add(
        InfoSnapshot.builder()
            .name("loadtest_run")
            .help("The current run.")
            .dataPoint(
                InfoDataPointSnapshot.builder()
                    .labels(
                        runLabels
                            .add("profile", snapshot.run().profile())
                            .add("target", snapshot.run().target())
                            .add("report", runId + "/" + snapshot.run().report()))
                    .build())
            .build());
    gauge(
        "loadtest_run_progress_ratio",
        "Progress from the start of the load to the end of the window, 0-1; 0 while the window is unknown.",
        snapshot.progressRatio());
  }

  private void addWindow() {
    gauge(
        "loadtest_window_open",
        "Whether the measured window is open: 1 or 0.",
        snapshot.phase() == Snapshot.Phase.MEASURING ? 1 : 0);
    snapshot
        .window()
        .ifPresent(
            window -> {
              gauge(
                  "loadtest_window_start_timestamp_seconds",
                  "When the measured window opens, in seconds since the epoch.",
                  window.startMs() / MILLIS_PER_SECOND);
              gauge(
                  "loadtest_window_end_timestamp_seconds",
                  "When the measured window closes, in seconds since the epoch.",
                  window.endMs() / MILLIS_PER_SECOND);
            });
    snapshot
        .secondsLeft()
        .ifPresent(
            left ->
                gauge(
                    "loadtest_time_left_seconds",
                    "Time until the end of the measured window.",
                    left));
  }

  private void addRequests() {
    CounterSnapshot.Builder counts =
        CounterSnapshot.builder()
            .name("loadtest_requests")
            .help("Requests of the measured window, from the simulation's log.");
    HistogramSnapshot.Builder times =
        HistogramSnapshot.builder()
            .name("loadtest_response_time_seconds")
            .help("Response times of the same requests.");
    for (LogCounts.Request request : snapshot.requests()) {
      Labels labels = runLabels.add("request", request.name());
      add(counts, times, labels.add("outcome", "ok"), request.okMs());
      add(counts, times, labels.add("outcome", "ko"), request.koMs());
    }
    metrics.add(counts.build());
    metrics.add(times.build());
  }

  private static void add(
      CounterSnapshot.Builder counts,
      HistogramSnapshot.Builder times,
      Labels labels,
      BucketCounts.Buckets ms) {
    counts.dataPoint(count(labels, ms.total()));
    // Most requests never fail: half of each scrape would be histograms of zeros.
    if (ms.total() > 0) {
      times.dataPoint(seconds(labels, ms));
    }
  }

  private static CounterDataPointSnapshot count(Labels labels, double value) {
    return CounterDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static HistogramDataPointSnapshot seconds(Labels labels, BucketCounts.Buckets ms) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (int i = 0; i < ms.size(); i++) {
      buckets.bucket(ms.bound(i) / MILLIS_PER_SECOND, ms.count(i));
    }
    HistogramDataPointSnapshot.Builder point =
        HistogramDataPointSnapshot.builder().classicHistogramBuckets(buckets.build());
    point.sum(ms.sum() / MILLIS_PER_SECOND);
    point.labels(labels);
    return point.build();
  }

  private void addUsers() {
    GaugeSnapshot.Builder users =
        GaugeSnapshot.builder().name("loadtest_active_users").help("Users alive now, by scenario.");
    snapshot
        .users()
        .forEach(
            (scenario, alive) ->
                users.dataPoint(point(runLabels.add("scenario", scenario), alive)));
    metrics.add(users.build());
    if (snapshot.planned().isPresent()) {
      counter(
          "loadtest_planned_arrivals",
          "Users who should have started in the measured window so far.",
          snapshot.planned().getAsLong());
      counter(
          "loadtest_delivered_arrivals",
          "Users who started in the measured window.",
          snapshot.delivered());
      counter(
          "loadtest_dropped_arrivals",
          "Users among them who sent no request, because too many requests were in flight.",
          snapshot.dropped());
    }
  }

  private void addInjector() {
    snapshot
        .startLag()
        .ifPresent(
            lag ->
                metrics.add(
                    HistogramSnapshot.builder()
                        .name("loadtest_start_lag_seconds")
                        .help(
                            "How late the injector acts in the window, measured by a separate clock.")
                        .dataPoint(seconds(runLabels, lag))
                        .build()));
    gauge(
        "loadtest_start_lag_limit_seconds",
        "The run is invalid when the 99th percentile of the start lag is higher.",
        HealthLimits.of(snapshot.run().slas()).startLagP99Ms() / MILLIS_PER_SECOND);
    if (!Double.isNaN(snapshot.injector().cpuRatio())) {
      gauge(
          "loadtest_injector_cpu_ratio",
          "The injector's share of all cores, 0-1.",
          snapshot.injector().cpuRatio());
    }
    gauge(
        "loadtest_injector_heap_used_bytes",
        "Heap in use, garbage included.",
        snapshot.injector().heapUsedBytes());
    gauge(
        "loadtest_injector_heap_max_bytes",
        "Maximum size of the heap.",
        snapshot.injector().heapMaxBytes());
    counter(
        "loadtest_injector_gc_pause_seconds",
        "Time in garbage collection pauses.",
        snapshot.injector().gcPauseSeconds());
  }

  private void addSlas() {
    GaugeSnapshot.Builder values =
        GaugeSnapshot.builder()
            .name("loadtest_sla_value")
            .help(
                "A service level's value so far: seconds, a ratio 0-1, per second, per request, a score or a count.");
    GaugeSnapshot.Builder limits =
        GaugeSnapshot.builder()
            .name("loadtest_sla_limit")
            .help("A service level's limit in this profile, in the same unit.");
    GaugeSnapshot.Builder states =
        GaugeSnapshot.builder()
            .name("loadtest_sla_state")
            .help("1 for the current state of a service level, 0 for the others.");
    for (SlaResult sla : snapshot.slas()) {
      Labels labels = runLabels.add("sla", sla.id());
      Double value = value(sla);
      if (value != null) {
        values.dataPoint(point(labels, inBaseUnit(sla.unit(), value)));
      }
      limits.dataPoint(point(labels, inBaseUnit(sla.unit(), sla.limit())));
      for (Verdict state : Verdict.values()) {
        states.dataPoint(
            point(
                labels.add("state", state.name().toLowerCase(Locale.ROOT)),
                state == sla.verdict() ? 1 : 0));
      }
    }
    metrics.add(values.build());
    metrics.add(limits.build());
    metrics.add(states.build());
  }

  /** For an interval, its upper end if it has one. */
  private static Double value(SlaResult sla) {
    return sla.actual() != null
        ? sla.actual()
        : sla.actualHigh() != null ? sla.actualHigh() : sla.actualLow();
  }

  private static double inBaseUnit(Unit unit, double value) {
    return unit == Unit.MILLISECONDS ? value / MILLIS_PER_SECOND : value;
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private void gauge(String name, String help, double value) {
    metrics.add(
        GaugeSnapshot.builder().name(name).help(help).dataPoint(point(runLabels, value)).build());
  }

  private void counter(String name, String help, double value) {
    metrics.add(
        CounterSnapshot.builder().name(name).help(help).dataPoint(count(runLabels, value)).build());
  }
}
