package io.openmeet.reference.client;

import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Histogram;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * {@code POST /client/vitals}: the Web Vitals of pages that were hidden. Nobody has to be logged in
 * for that, so reports are small and their number is bounded.
 */
final class VitalReports {
  private static final int MOST_BYTES = 4 << 10;
  private static final int MOST_VITALS = 10;
  private static final int MOST_A_SECOND = 200;

  /** Among them are the limits of "good" and "poor" of each vital (web.dev/articles/vitals). */
  private static final double[] SECONDS = {
    0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 1, 1.8, 2.5, 3, 4, 10
  };

  private static final double[] SHIFTS = {0.001, 0.01, 0.05, 0.1, 0.25, 0.5, 1};

  private final RateBound bound = new RateBound(MOST_A_SECOND, System::nanoTime);
  private final Histogram seconds;
  private final Histogram shift;

  VitalReports(Metrics metrics) {
    seconds =
        metrics.histogram(
            "openmeet_web_vital_seconds",
            "Web Vitals of a page of the web client, as browsers report them",
            SECONDS,
            "view",
            "vital");
    shift =
        metrics.histogram(
            "openmeet_web_vital_shift",
            "Cumulative layout shift (CLS) of a page of the web client, without unit",
            SHIFTS,
            "view");
  }

  Future<?> receive(RoutingContext context) {
    if (!bound.passes()) {
      throw new ApiError(429, "too_many_requests", "Too many reports; this one is not counted.");
    }
    Buffer body = context.body().buffer();
    if (body != null && body.length() > MOST_BYTES) {
      throw new ApiError(413, "too_large", "A report is larger than 4 KiB.");
    }
    JsonArray listed = Input.of(context).onlyArray("vitals", MOST_VITALS);
    // All are checked before the first is counted.
    List<Vital> vitals = listed.stream().map(Vital::of).toList();
    vitals.forEach(this::count);
    Answers.empty(context);
    return Future.succeededFuture();
  }

  private void count(Vital vital) {
    if (vital.kind() == Vital.Kind.CLS) {
      shift.labelValues(vital.view()).observe(vital.value());
    } else {
      seconds.labelValues(vital.view(), vital.kind().name()).observe(vital.value() / 1_000);
    }
  }
}
