package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.results.SampleBrowser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunMetricsTest {
  @TempDir Path folder;

  /** Pages that are painted later are slower; content that moves more is more, not slower. */
  @Test
  void whatABrowserMeasuredIsCompared() throws IOException {
    Map<Metric, ValueRange> figures =
        RunMetrics.of(SampleExperiment.result(SampleBrowser.run(), folder, List.of()));

    assertEquals(
        Map.of(
            new Metric("level:browser-lcp", "Largest Contentful Paint P75", "ms", Kind.TIME, 1),
            ValueRange.exact(1_840.5),
            new Metric("level:browser-inp", "Interaction to Next Paint P75", "ms", Kind.TIME, 1),
            ValueRange.exact(168),
            new Metric("level:browser-cls", "Cumulative Layout Shift P75", "score", Kind.LOSS, 0),
            ValueRange.exact(0.12)),
        levels(figures));
  }

  /** Without load, a page says most about itself. */
  @Test
  void whatABrowserMeasuredWithoutLoadIsComparedToo() throws IOException {
    Map<Metric, ValueRange> figures =
        RunMetrics.of(SampleExperiment.result(SampleBrowser.run(), folder, List.of()));

    assertEquals(
        ValueRange.exact(430),
        figures.get(
            new Metric(
                "page:INTERACTIVE", "Time to interactive without load", "ms", Kind.TIME, 0)));
    assertEquals(
        ValueRange.exact(43_127),
        figures.get(
            new Metric(
                "page:RECEIVED_BYTES", "Bytes received without load", "bytes", Kind.LOSS, 0)));
    assertEquals(7, figures.keySet().stream().filter(one -> one.id().startsWith("page:")).count());
  }

  private static Map<Metric, ValueRange> levels(Map<Metric, ValueRange> figures) {
    figures.keySet().removeIf(metric -> !metric.id().startsWith("level:"));
    return figures;
  }
}
