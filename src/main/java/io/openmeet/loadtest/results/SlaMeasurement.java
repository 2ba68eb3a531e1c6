package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.Verdict;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** What a run's log, and what was observed beside it, say of a service level. */
public final class SlaMeasurement {
  /**
   * A request's own percentile counts from so many times the samples on that the percentile needs:
   * with fewer, it is the fate of one or two.
   */
  private static final int SAMPLES_OF_ONE_REQUEST = 10;

  /** What breaks a level by so much more than all requests together is told instead. */
  private static final int NOTABLY_SLOWER = 2;

  private final RequestStatistics total;
  private final ResponseTimes times;
  private final Map<String, Measured> observed;
  private final long dropped;

  /**
   * @param total all requests together
   * @param observed by a level's id, what the log does not hold: the target's own metrics, and how
   *     many sockets or uploads were open at once
   * @param dropped arrivals that were dropped in the window
   */
  SlaMeasurement(
      RequestStatistics total, ResponseTimes times, Map<String, Measured> observed, long dropped) {
    this.total = total;
    this.times = times;
    this.dropped = dropped;
    this.observed = Map.copyOf(observed);
  }

  /** Never empty: what cannot be had is missing, with the reason. */
  public Measured of(Sla sla) {
    return DroppedArrivals.ofLoadWith(dropped, sla, measured(sla));
  }

  private Measured measured(Sla sla) {
    return switch (sla.measure()) {
      case RESPONSE_TIME -> responseTime(sla, times);
      case ERROR_RATE ->
          total.errorRatio().isPresent()
              ? new Measured.Value(total.errorRatio().getAsDouble())
              : noRequests();
      case THROUGHPUT -> new Measured.Value(total.rps());
      case CONCURRENCY, SHARE, OBSERVED_TIME, METRIC_PERCENTILE, METRIC_HIT_RATIO ->
          observed.getOrDefault(sla.id(), new Measured.Missing("nothing was observed"));
    };
  }

  /** What these response times say of a level on them. */
  static Measured responseTime(Sla sla, ResponseTimes times) {
    double percentile = sla.percentile();
    long count = times.judged().count();
    long needed = Validity.samplesNeeded(percentile);
    if (count == 0) {
      return noRequests();
    }
    if (count < needed) {
      return new Measured.Missing(Validity.tooFewSamples(percentile, count, needed));
    }
    int ms = times.judged().percentileMs(percentile);
    return times.byRequest().entrySet().stream()
        .filter(request -> request.getValue().count() >= needed * SAMPLES_OF_ONE_REQUEST)
        .map(request -> ofOne(request.getKey(), request.getValue().percentileMs(percentile), ms))
        .filter(ofOne -> isMet(sla, ms) || ofOne.value() >= ms * NOTABLY_SLOWER)
        .filter(ofOne -> !isMet(sla, ofOne.value()))
        .max(Comparator.comparingDouble(Measured.Refuted::value))
        .<Measured>map(slowest -> slowest)
        .orElse(new Measured.Value(ms));
  }

  private static boolean isMet(Sla sla, double ms) {
    return sla.judge(new Measured.Value(ms)).verdict() == Verdict.MET;
  }

  /** All requests together can keep a level that one of them breaks, or break it by less. */
  private static Measured.Refuted ofOne(String request, int ms, int allMs) {
    return new Measured.Refuted(
        ms, String.format(Locale.ROOT, "the request \"%s\"; all together %,d ms", request, allMs));
  }

  private static Measured noRequests() {
    return new Measured.Missing("no request was logged in the measured window");
  }
}
