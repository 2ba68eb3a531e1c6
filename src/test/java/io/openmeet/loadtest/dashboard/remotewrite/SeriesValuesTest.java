package io.openmeet.loadtest.dashboard.remotewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** RemoteWriteIT compares the names and labels with those of a real scrape. */
class SeriesValuesTest {
  private static final Labels READ = Labels.of("request", "Read");

  private static Map<String, Double> values(MetricSnapshot metric) {
    return SeriesValues.of(new MetricSnapshots(metric), Map.of("job", "loadtest"))
        .entrySet()
        .stream()
        .collect(Collectors.toMap(one -> one.getKey().toString(), Map.Entry::getValue));
  }

  @Test
  void aCounterEndsWithTotal() {
    assertEquals(
        Map.of("{__name__=requests_total, job=loadtest, request=Read}", 3.0),
        values(
            CounterSnapshot.builder()
                .name("requests")
                .dataPoint(CounterDataPointSnapshot.builder().labels(READ).value(3).build())
                .build()));
  }

  @Test
  void aGaugeKeepsItsName() {
    assertEquals(
        Map.of("{__name__=users, job=loadtest, request=Read}", -1.5),
        values(
            GaugeSnapshot.builder()
                .name("users")
                .dataPoint(GaugeDataPointSnapshot.builder().labels(READ).value(-1.5).build())
                .build()));
  }

  @Test
  void anEmptyLabelIsLeftOut() {
    assertEquals(
        Map.of("{__name__=run_info, job=loadtest}", 1.0),
        values(
            InfoSnapshot.builder()
                .name("run")
                .dataPoint(InfoDataPointSnapshot.builder().labels(Labels.of("changes", "")).build())
                .build()));
  }

  /** 2 up to 0.2 s, none up to 3 s, 1 above: each bucket contains those before it. */
  @Test
  void aHistogramHasBucketsThatContainThoseBefore() {
    HistogramDataPointSnapshot point =
        new HistogramDataPointSnapshot(
            ClassicHistogramBuckets.of(
                new double[] {0.2, 3, Double.POSITIVE_INFINITY}, new long[] {2, 0, 1}),
            5.25,
            READ,
            null,
            0);

    assertEquals(
        new TreeMap<>(
            Map.of(
                "{__name__=times_bucket, job=loadtest, le=0.2, request=Read}", 2.0,
                "{__name__=times_bucket, job=loadtest, le=3.0, request=Read}", 2.0,
                "{__name__=times_bucket, job=loadtest, le=+Inf, request=Read}", 3.0,
                "{__name__=times_count, job=loadtest, request=Read}", 3.0,
                "{__name__=times_sum, job=loadtest, request=Read}", 5.25)),
        new TreeMap<>(values(HistogramSnapshot.builder().name("times").dataPoint(point).build())));
  }
}
