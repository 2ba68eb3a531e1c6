package io.openmeet.loadtest.monitoring;

import io.openmeet.loadtest.monitoring.MetricsText.Sample;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the target's own metrics say of the measured window: the difference of a scrape at its start
 * and one at its end. What it cannot say is missing, with the reason; never zero.
 */
public final class MetricsDifference {
  private static final int MILLIS_PER_SECOND = 1000;

  private final MetricsText start;
  private final MetricsText end;

  public MetricsDifference(MetricsText start, MetricsText end) {
    this.start = start;
    this.end = end;
  }

  /** What was measured for a level that comes from the target. */
  public Measured measure(Sla sla) {
    return sla.measure() == Measure.METRIC_PERCENTILE
        ? percentile(sla.metric(), sla.percentile())
        : hitRatio(sla.metric());
  }

  /**
   * @param histogram its name, without {@code _bucket}; in seconds
   * @param percentile 0-100
   * @return the bucket the percentile lies in, in milliseconds, over all label sets
   */
  Measured percentile(String histogram, double percentile) {
    String name = histogram + "_bucket";
    if (end.samples(name).isEmpty()) {
      return new Measured.Missing("the target's metrics have no histogram %s".formatted(histogram));
    }
    Map<Map<String, String>, Double> before = byLabels(name);
    NavigableMap<Double, Double> cumulative = new TreeMap<>();
    for (Sample sample : end.samples(name)) {
      double increase = sample.value() - before.getOrDefault(sample.labels(), 0.0);
      if (!(increase >= 0)) {
        return reset(histogram);
      }
      cumulative.merge(MetricsText.number(sample.labels().get("le")), increase, Double::sum);
    }
    double total = cumulative.lastEntry().getValue();
    double needed = 100 / (100 - percentile);
    if (total < needed) {
      return new Measured.Missing(
          "%s has %.0f samples in the window, P%s needs %.0f or more"
              .formatted(histogram, total, plain(percentile), Math.ceil(needed)));
    }
    double rank = Math.ceil(total * percentile / 100);
    double low = 0;
    for (Map.Entry<Double, Double> bucket : cumulative.entrySet()) {
      if (bucket.getValue() >= rank) {
        return new Measured.Interval(low * MILLIS_PER_SECOND, bucket.getKey() * MILLIS_PER_SECOND);
      }
      low = bucket.getKey();
    }
    throw new IllegalStateException("the last bucket holds all samples");
  }

  /**
   * @param counter with a label {@code result} of {@code hit} or {@code miss}; others do not count
   * @return hits divided by hits and misses, 0-1
   */
  Measured hitRatio(String counter) {
    if (end.samples(counter).isEmpty()) {
      return new Measured.Missing("the target's metrics have no counter %s".formatted(counter));
    }
    Map<Map<String, String>, Double> before = byLabels(counter);
    Map<String, Double> increases = new HashMap<>();
    for (Sample sample : end.samples(counter)) {
      double increase = sample.value() - before.getOrDefault(sample.labels(), 0.0);
      if (!(increase >= 0)) {
        return reset(counter);
      }
      increases.merge(sample.labels().getOrDefault("result", ""), increase, Double::sum);
    }
    double hits = increases.getOrDefault("hit", 0.0);
    double lookUps = hits + increases.getOrDefault("miss", 0.0);
    return lookUps > 0
        ? new Measured.Value(hits / lookUps)
        : new Measured.Missing("%s counted no look-up in the window".formatted(counter));
  }

  private Map<Map<String, String>, Double> byLabels(String name) {
    Map<Map<String, String>, Double> values = new HashMap<>();
    start.samples(name).forEach(sample -> values.put(sample.labels(), sample.value()));
    return values;
  }

  private static Measured reset(String metric) {
    return new Measured.Missing(
        "%s went down during the window: the target was restarted".formatted(metric));
  }

  private static String plain(double percentile) {
    return percentile == Math.rint(percentile)
        ? String.valueOf((int) percentile)
        : String.valueOf(percentile);
  }
}
