package io.openmeet.loadtest.dashboard.remotewrite;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The value of each series of a run. The series have the names and labels that a scrape of the same
 * figures has, so that rules and dashboards work with both.
 */
final class SeriesValues {
  private final Map<String, String> everywhere;
  private final Map<SortedMap<String, String>, Double> values = new LinkedHashMap<>();

  private SeriesValues(Map<String, String> everywhere) {
    this.everywhere = everywhere;
  }

  /**
   * @param everywhere labels of all series
   * @return by the labels of the series
   */
  static Map<SortedMap<String, String>, Double> of(
      MetricSnapshots metrics, Map<String, String> everywhere) {
    SeriesValues collected = new SeriesValues(everywhere);
    for (MetricSnapshot metric : metrics) {
      String name = metric.getMetadata().getPrometheusName();
      metric.getDataPoints().forEach(point -> collected.add(name, point));
    }
    return collected.values;
  }

  private void add(String name, DataPointSnapshot point) {
    Labels labels = point.getLabels();
    if (point instanceof CounterDataPointSnapshot counter) {
      put(name + "_total", labels, counter.getValue());
    } else if (point instanceof GaugeDataPointSnapshot gauge) {
      put(name, labels, gauge.getValue());
    } else if (point instanceof InfoDataPointSnapshot) {
      put(name + "_info", labels, 1);
    } else if (point instanceof HistogramDataPointSnapshot histogram) {
      addHistogram(name, labels, histogram);
    } else {
      throw new IllegalStateException("a run has no metric of the type of " + name);
    }
  }

  private void addHistogram(String name, Labels labels, HistogramDataPointSnapshot histogram) {
    ClassicHistogramBuckets buckets = histogram.getClassicBuckets();
    long upTo = 0;
    for (int i = 0; i < buckets.size(); i++) {
      upTo += buckets.getCount(i);
      put(name + "_bucket", labels.add("le", bound(buckets.getUpperBound(i))), upTo);
    }
    put(name + "_count", labels, histogram.getCount());
    put(name + "_sum", labels, histogram.getSum());
  }

  private static String bound(double upper) {
    return upper == Double.POSITIVE_INFINITY ? "+Inf" : Double.toString(upper);
  }

  private void put(String name, Labels labels, double value) {
    SortedMap<String, String> all = new TreeMap<>(everywhere);
    for (Label label : labels) {
      all.put(label.getName(), label.getValue());
    }
    all.put(TimeSeries.NAME, name);
    // For Prometheus, a label without a value does not exist; the protocol forbids to send it.
    all.values().removeIf(String::isEmpty);
    values.put(all, value);
  }
}
