package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.injector.InjectorPulse;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrometheusMetricsTest {
  private final SnapshotCollector run =
      new SnapshotCollector(
          GrowingRun.facts("ApiSimulation", List.of()),
          1_000,
          new InjectorMonitor(),
          () -> "warming up",
          () -> 0);

  /** A series that got its run only later would be two series. */
  @Test
  void aRunHasNoSeriesBeforeItHasItsFolder() {
    assertEquals(0, metrics().size());

    run.logFound(Path.of("results", "apisimulation-20260504030203000", "simulation.log"));

    MetricSnapshots metrics = metrics();
    assertTrue(metrics.size() > 0);
    metrics.stream()
        .flatMap(metric -> metric.getDataPoints().stream())
        .forEach(
            point ->
                assertEquals("apisimulation-20260504030203000", point.getLabels().get("run_id")));
  }

  private MetricSnapshots metrics() {
    try (InjectorPulse pulse = new InjectorPulse()) {
      return PrometheusMetrics.of(run.snapshot(2_000, pulse.read(), Map.of(), Optional.empty()));
    }
  }
}
