package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run's log, and what was observed beside it, say of a service level. */
public final class SlaMeasurement {
  private final RequestStatistics total;
  private final RequestStatistics samples;
  private final Map<String, Measured> observed;
  private final long dropped;

  /**
   * @param samples the one request that response times and errors are judged from; empty: all
   * @param observed by a level's id, what the log does not hold: the target's own metrics, and how
   *     many sockets or uploads were open at once
   * @param dropped arrivals that were dropped in the window
   */
  public SlaMeasurement(
      RunStatistics statistics,
      Optional<String> samples,
      Map<String, Measured> observed,
      long dropped) {
    this(
        statistics.total(),
        samples.map(name -> statistics.only(List.of(name))).orElse(statistics.total()),
        observed,
        dropped);
  }

  /**
   * @param samples what response times and errors are judged from
   */
  SlaMeasurement(
      RequestStatistics total,
      RequestStatistics samples,
      Map<String, Measured> observed,
      long dropped) {
    this.total = total;
    this.dropped = dropped;
    this.samples = samples;
    this.observed = Map.copyOf(observed);
  }

  /** Never empty: what cannot be had is missing, with the reason. */
  public Measured of(Sla sla) {
    return DroppedArrivals.ofLoadWith(dropped, sla, measured(sla));
  }

  private Measured measured(Sla sla) {
    return switch (sla.measure()) {
      case RESPONSE_TIME -> percentile(sla.percentile());
      case ERROR_RATE ->
          samples.errorRatio().isPresent()
              ? new Measured.Value(samples.errorRatio().getAsDouble())
              : noRequests();
      case THROUGHPUT -> new Measured.Value(total.rps());
      case CONCURRENCY, SHARE, METRIC_PERCENTILE, METRIC_HIT_RATIO ->
          observed.getOrDefault(sla.id(), new Measured.Missing("nothing was observed"));
    };
  }

  private Measured percentile(double percentile) {
    long count = samples.all().count();
    long needed = Validity.samplesNeeded(percentile);
    if (count == 0) {
      return noRequests();
    }
    return count < needed
        ? new Measured.Missing(Validity.tooFewSamples(percentile, count, needed))
        : new Measured.Value(samples.all().percentileMs(percentile));
  }

  private static Measured noRequests() {
    return new Measured.Missing("no request was logged in the measured window");
  }
}
