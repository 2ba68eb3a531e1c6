package io.openmeet.loadtest.results;

import io.openmeet.loadtest.injector.DroppedArrivals;
import io.openmeet.loadtest.injector.ResponseTimes;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.SampleSize;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.statistics.RequestStatistics;
import io.openmeet.loadtest.statistics.WindowRequests;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Measures service levels from a run's log and observations. */
public final class SlaMeasurement {
  /** A request this many times slower than all requests together is reported instead of them. */
  private static final int NOTABLY_SLOWER = 2;

  private final RequestStatistics total;
  private final ResponseTimes times;
  private final Map<String, Measured> observed;
  private final long dropped;

  /**
   * @param total all requests together
   * @param observed values that are not in the log, by the id of the service level: the target's
   *     own metrics, and how many sockets or uploads were open at the same time
   * @param dropped arrivals that were dropped in the window
   */
  SlaMeasurement(
      RequestStatistics total, ResponseTimes times, Map<String, Measured> observed, long dropped) {
    this.total = total;
    this.times = times;
    this.dropped = dropped;
    this.observed = Map.copyOf(observed);
  }

  /**
   * Measures the window until now; response times are as logged.
   *
   * @param samples the one request by which they are judged; empty: all
   * @param observed values that are not in the log, by the id of the service level
   * @param dropped arrivals that were dropped so far
   */
  public static SlaMeasurement soFar(
      WindowRequests.SoFar soFar,
      Optional<String> samples,
      Map<String, Measured> observed,
      long dropped) {
    RequestStatistics judged = samples.map(soFar::only).orElse(soFar.total());
    return new SlaMeasurement(
        soFar.total(),
        ResponseTimes.asLogged(judged, soFar.requests(), samples.orElse(null)),
        observed,
        dropped);
  }

  /** Returns {@link Measured.Missing} with the reason when there is no value. */
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
      case CONCURRENCY,
          SHARE,
          OBSERVED_TIME,
          OBSERVED_SCORE,
          METRIC_PERCENTILE,
          METRIC_HIT_RATIO,
          METRIC_PER_REQUEST ->
          observed.getOrDefault(
              sla.id(),
              new Measured.Missing("it was not measured, because the run has not reached its end"));
    };
  }

  /** Measures a service level on response times. */
  static Measured responseTime(Sla sla, ResponseTimes times) {
    double percentile = sla.percentile();
    long count = times.judged().count();
    long needed = SampleSize.needed(percentile);
    if (count == 0) {
      return noRequests();
    }
    if (count < needed) {
      return new Measured.Missing(
          "%s samples in the window, and P%s needs %s or more"
              .formatted(
                  NumberText.count(count), NumberText.plain(percentile), NumberText.count(needed)));
    }
    long neededOfOne = SampleSize.neededOfOneRequest(percentile);
    int ms = times.judged().percentileMs(percentile);
    return times.byRequest().entrySet().stream()
        .filter(request -> request.getValue().count() >= neededOfOne)
        .map(
            request -> refutedBy(request.getKey(), request.getValue().percentileMs(percentile), ms))
        .filter(refuted -> !isMet(sla, refuted.value()))
        .filter(refuted -> isMet(sla, ms) || refuted.value() >= ms * NOTABLY_SLOWER)
        .max(Comparator.comparingDouble(Measured.Refuted::value))
        .map(Measured.class::cast)
        .orElse(new Measured.Value(ms));
  }

  private static boolean isMet(Sla sla, double ms) {
    return sla.judge(new Measured.Value(ms)).verdict() == Verdict.MET;
  }

  /**
   * All requests together can meet a service level that one of them breaks, or break it by less.
   */
  private static Measured.Refuted refutedBy(String request, int ms, int allMs) {
    return new Measured.Refuted(
        ms, "the request \"%s\"; all together %s ms".formatted(request, NumberText.count(allMs)));
  }

  private static Measured noRequests() {
    return new Measured.Missing("no request was logged in the measured window");
  }
}
