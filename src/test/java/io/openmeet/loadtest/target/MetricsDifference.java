package io.openmeet.loadtest.target;

import static java.math.RoundingMode.CEILING;

import io.openmeet.loadtest.results.TargetWork;
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

  private static final String OTHER_PROCESSES =
      "the two scrapes were answered by processes of the target with different start times: the target was restarted, or several instances answer at one address (then list each instance in -Dtarget.metrics)";

  private static final int MILLIS_PER_SECOND = 1000;
  private static final Set<String> FROM_CACHE = Set.of("hit", "stale");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final MetricsText start;
  private final MetricsText end;
  private final double answered;

  /**
   * @param answered requests that the load side saw answered between the two scrapes
   */
  public MetricsDifference(MetricsText start, MetricsText end, double answered) {
    this.start = start;
    this.end = end;
    this.answered = answered;
  }

  /** The measured value for a service level that is judged from the target's metrics. */
  public Measured measure(Sla sla) {
    if (!sameProcesses()) {
      return new Measured.Missing(OTHER_PROCESSES);
    }
    return switch (sla.measure()) {
      case METRIC_PERCENTILE -> percentile(sla.metric(), sla.percentile());
      case METRIC_HIT_RATIO -> hitRatio(sla.metric());
      case METRIC_PER_REQUEST -> perRequest(sla.metric());
      default -> throw new IllegalArgumentException(sla.measure() + " is not in the metrics");
    };
  }

  /** The increase of every counter. Parses all metrics: call it when the load is over. */
  public TargetWork work() {
    if (!sameProcesses()) {
      return TargetWork.unknown(OTHER_PROCESSES);
    }
    CounterIncreases counters = new CounterIncreases(start, end);
    if (counters.isEmpty()) {
      return TargetWork.unknown("the target's metrics declare no counter (# TYPE ... counter)");
    }
    return counters
        .wentDown()
        .map(metric -> TargetWork.unknown(wentDown(metric)))
        .orElseGet(() -> TargetWork.of(answered, counters.work()));
  }

  /**
   * @param counter the name of a counter, or of the count or the sum of a histogram
   * @return its increase over all label sets, divided by the answered requests
   */
  private Measured perRequest(String counter) {
    if (end.samples(counter).isEmpty()) {
      return new Measured.Missing(
          "the target's metrics have no counter %s%s"
              .formatted(
                  counter,
                  end.samples(counter + "_count").isEmpty()
                      ? ""
                      : ", but %1$s_count and %1$s_sum".formatted(counter)));
    }
    if (!end.isCounter(counter)) {
      return new Measured.Missing(
          "%s is not a counter: the target's metrics need \"# TYPE %1$s counter\", or declare the histogram whose count or sum it is"
              .formatted(counter));
    }
    if (!(answered > 0)) {
      return new Measured.Missing("no request was answered between the two scrapes");
    }
    Optional<Map<Map<String, String>, Double>> increases = increases(counter);
    return increases.isEmpty()
        ? reset(counter)
        : new Measured.Value(
            increases.get().values().stream().mapToDouble(Double::doubleValue).sum() / answered);
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
  public Measured percentile(String histogram, double percentile) {
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
                SampleLine.number(labels.getOrDefault("le", "")), samples, Double::sum));
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
    return new Measured.Missing(wentDown(metric));
  }

  private static String wentDown(String metric) {
    return "%s went down during the window: the target was restarted".formatted(metric);
  }
}
