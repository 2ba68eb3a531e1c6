package io.openmeet.loadtest.target;

import static java.math.RoundingMode.CEILING;

import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.SampleSize;
import io.openmeet.loadtest.sla.Sla;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The target's own metrics in the measured window: the difference between a scrape at its start and
 * one at its end. An unknown value is missing, with the reason; it is never zero.
 */
public final class MetricsDifference {
  /** In seconds since the epoch; Prometheus' client libraries and Micrometer both report it. */
  private static final String PROCESS_START = "process_start_time_seconds";

  private static final int MILLIS_PER_SECOND = 1000;
  private static final Set<String> FROM_CACHE = Set.of("hit", "stale");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final MetricsText start;
  private final MetricsText end;

  public MetricsDifference(MetricsText start, MetricsText end) {
    this.start = start;
    this.end = end;
  }

  /** The measured value for a service level that is judged from the target's metrics. */
  public Measured measure(Sla sla) {
    if (!sameProcesses()) {
      return new Measured.Missing(
          "the two scrapes were answered by processes of the target with different start times: the target was restarted, or several instances answer at one address (then list each instance in -Dmetrics.targets)");
    }
    return sla.measure() == Measure.METRIC_PERCENTILE
        ? percentile(sla.metric(), sla.percentile())
        : hitRatio(sla.metric());
  }

  /** Also true when a scrape does not report the start of its process. */
  private boolean sameProcesses() {
    return startTimes(start).isEmpty()
        || startTimes(end).isEmpty()
        || startTimes(start).equals(startTimes(end));
  }

  private static Map<Map<String, String>, Double> startTimes(MetricsText scrape) {
    Map<Map<String, String>, Double> times = new HashMap<>();
    scrape.samples(PROCESS_START).forEach(sample -> times.put(sample.labels(), sample.value()));
    return times;
  }

  /**
   * @param histogram its name, without {@code _bucket}; in seconds
   * @param percentile 0-100
   * @return the bucket of the percentile, in milliseconds, over all label sets
   */
  Measured percentile(String histogram, double percentile) {
    String name = histogram + "_bucket";
    if (end.samples(name).isEmpty()) {
      return new Measured.Missing("the target's metrics have no histogram %s".formatted(histogram));
    }
    Optional<Map<Map<String, String>, Double>> increases = increases(name);
    if (increases.isEmpty()) {
      return reset(histogram);
    }
    NavigableMap<Double, Double> cumulative = byUpperBound(increases.get());
    // A bound that is not a number (NaN) sorts after +Inf.
    if (cumulative.lastKey() != Double.POSITIVE_INFINITY) {
      return new Measured.Missing(
          "%s is not a histogram: its buckets need a label le up to +Inf".formatted(histogram));
    }
    double total = cumulative.lastEntry().getValue();
    long needed = SampleSize.needed(percentile);
    if (total < needed) {
      return new Measured.Missing(
          "%s has %s samples in the window, P%s needs %s or more"
              .formatted(histogram, NumberText.plain(total), NumberText.plain(percentile), needed));
    }
    double rank = rank(percentile, total);
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
   * @param counter of look-ups, with a label {@code result}: {@code hit} and {@code stale} are
   *     answers from the cache, all others are not
   * @return look-ups answered from the cache divided by all, 0-1
   */
  Measured hitRatio(String counter) {
    if (end.samples(counter).isEmpty()) {
      return new Measured.Missing("the target's metrics have no counter %s".formatted(counter));
    }
    Optional<Map<Map<String, String>, Double>> increases = increases(counter);
    if (increases.isEmpty()) {
      return reset(counter);
    }
    double fromCache = 0;
    double lookUps = 0;
    for (Map.Entry<Map<String, String>, Double> series : increases.get().entrySet()) {
      lookUps += series.getValue();
      if (FROM_CACHE.contains(series.getKey().getOrDefault("result", ""))) {
        fromCache += series.getValue();
      }
    }
    return lookUps > 0
        ? new Measured.Value(fromCache / lookUps)
        : new Measured.Missing("%s counted no look-up in the window".formatted(counter));
  }

  /**
   * The increase of each series in the window; a new series counts from 0. Empty when a series went
   * down or disappeared, as after a restart.
   */
  private Optional<Map<Map<String, String>, Double>> increases(String name) {
    Map<Map<String, String>, Double> increases = new HashMap<>();
    end.samples(name).forEach(sample -> increases.put(sample.labels(), sample.value()));
    start
        .samples(name)
        .forEach(sample -> increases.merge(sample.labels(), -sample.value(), Double::sum));
    return increases.values().stream()
            .allMatch(increase -> increase >= 0 && Double.isFinite(increase))
        ? Optional.of(increases)
        : Optional.empty();
  }

  /** The samples up to each bucket's bound in seconds (the label le), over all other labels. */
  private static NavigableMap<Double, Double> byUpperBound(
      Map<Map<String, String>, Double> bySeries) {
    NavigableMap<Double, Double> cumulative = new TreeMap<>();
    bySeries.forEach(
        (labels, samples) ->
            cumulative.merge(
                MetricsText.number(labels.getOrDefault("le", "")), samples, Double::sum));
    return cumulative;
  }

  /** The nearest rank, in decimal arithmetic: P99.9 of 1,000 samples is exactly the 999th. */
  private static double rank(double percentile, double samples) {
    return BigDecimal.valueOf(percentile)
        .multiply(BigDecimal.valueOf(samples))
        .divide(HUNDRED, 0, CEILING)
        .doubleValue();
  }

  private static Measured reset(String metric) {
    return new Measured.Missing(
        "%s went down during the window: the target was restarted".formatted(metric));
  }
}
