package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.RateTrial;
import io.openmeet.loadtest.performance.StudyPlan;
import io.openmeet.loadtest.performance.Tuning;
import io.openmeet.loadtest.performance.TuningRates;
import io.openmeet.loadtest.sla.NumberText;

/** The highest rate that the API holds with each tuning. */
final class RatesSection {
  static final String PICTURE = "throughput.svg";

  private RatesSection() {}

  static void add(TracedText text, PerformanceStudy study, String pictures) {
    text.heading("Throughput at SLA").blank();
    text.line(
        "The highest rate of the API simulation that is held: the run is valid, the limits on P95, P99 and errors are met,"
            + " and {} of the requests are answered within the window. The rate is doubled until it is not held, and then the gap"
            + " is halved until it is at most {} of the rate that is not held. Each run has an API of its own, and its clients accept gzip.",
        Traced.figure(NumberText.percent(RateTrial.LEAST_ANSWERED_RATIO, 0), Sources.METHOD),
        Traced.figure(NumberText.percent(StudyPlan.width(), 0), Sources.METHOD));
    text.blank().line("![Throughput at SLA](%s/%s)".formatted(pictures, PICTURE));
    text.header("Tuning", "Throughput at SLA", "Not held", "Runs");
    for (Tuning tuning : Tuning.values()) {
      TuningRates rates = study.rates(tuning);
      Integer failed = rates.result().upper();
      text.row(
          Traced.of(tuning.label()),
          highest(rates),
          failed == null ? Traced.of("-") : Traced.figure(perSecond(failed), source(rates)),
          Traced.figure(NumberText.count(rates.trials().size()), source(rates)));
    }
    for (Tuning tuning : Tuning.values()) {
      if (study.rates(tuning).isLowerBound()) {
        text.blank()
            .line(
                "{} may hold more: the search ended at its bound or at INVALID runs, which show nothing about the API.",
                Traced.of(tuning.label()));
      }
    }
  }

  /** The highest rate held; "at least" when the target may hold more. */
  static Traced highest(TuningRates rates) {
    if (rates.highest().isEmpty()) {
      return Traced.of("none was held");
    }
    RateTrial highest = rates.highest().get();
    Traced rate =
        Traced.figure(perSecond(highest.rate()), Sources.run(highest.run(), "planned rate, held"));
    return rates.isLowerBound() ? Traced.of("at least {}", rate) : rate;
  }

  private static String perSecond(int rate) {
    return NumberText.count(rate) + " requests/s";
  }

  private static String source(TuningRates rates) {
    return "study.json: search of " + rates.tuning().label();
  }
}
