package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.MonthlyCost;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.RateTrial;
import io.openmeet.loadtest.performance.Resource;
import io.openmeet.loadtest.performance.Tuning;
import io.openmeet.loadtest.sla.NumberText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the service costs before and after, by resource. */
final class CostSection {
  static final String PICTURE = "costs.svg";

  private static final double MILLISECONDS_PER_SECOND = 1_000;

  private final TracedText text;
  private final PerformanceStudy study;
  private final CostBook book;
  private final MonthlyCost before;
  private final MonthlyCost after;

  private CostSection(TracedText text, PerformanceStudy study, CostBook book) {
    this.text = text;
    this.study = study;
    this.book = book;
    this.before = study.cost(Tuning.BASELINE, book);
    this.after = study.cost(Tuning.OPTIMIZED, book);
  }

  static void add(TracedText text, PerformanceStudy study, CostBook book, String pictures) {
    new CostSection(text, study, book).add(pictures);
  }

  private void add(String pictures) {
    text.heading("Costs").blank();
    text.line("{}", Traced.figure(book.note(), Sources.costs("note")));
    text.blank()
        .line(
            "Each part of the service has as many whole instances, at least one, as it needs when traffic is highest: the CPU"
                + " time for a request, measured at the throughput at SLA, times the highest rate, divided by the share of CPU that"
                + " may be used then. Bandwidth is the bytes sent for a request times all requests, and monitoring is one instance.");
    text.blank().line("![Costs by resource](%s/%s)".formatted(pictures, PICTURE));
    text.header(
        "USD",
        "month, baseline",
        "month, optimized",
        "per million requests, baseline",
        "per million requests, optimized");
    for (Resource resource : Resource.values()) {
      row(
          Traced.of(resource.label()),
          before.usdPerMonth(resource),
          after.usdPerMonth(resource),
          resource.label());
    }
    row(Traced.of("**Sum**"), before.usdPerMonth(), after.usdPerMonth(), "sum");
    if (before.usdPerMonth().isEmpty() || after.usdPerMonth().isEmpty()) {
      text.blank()
          .line(
              "A dash means that the use was not measured: no rate was held, or the API's metrics do not show it.");
    }
    inputs();
  }

  private void row(Traced name, OptionalDouble baseline, OptionalDouble optimized, String what) {
    text.row(
        name,
        usd(baseline, computed(Tuning.BASELINE, what)),
        usd(optimized, computed(Tuning.OPTIMIZED, what)),
        usd(perMillion(before, baseline), computed(Tuning.BASELINE, what)),
        usd(perMillion(after, optimized), computed(Tuning.OPTIMIZED, what)));
  }

  private static OptionalDouble perMillion(MonthlyCost cost, OptionalDouble usd) {
    return usd.isEmpty() ? usd : OptionalDouble.of(cost.perMillionRequests(usd.getAsDouble()));
  }

  private static Traced usd(OptionalDouble usd, String source) {
    return usd.isEmpty()
        ? Traced.of("-")
        : Traced.figure(NumberText.rounded(usd.getAsDouble(), 2), source);
  }

  private String computed(Tuning tuning, String what) {
    return "%s with %s, computed from %s and run %s"
        .formatted(
            what,
            tuning.label(),
            Sources.costs("all"),
            study.rates(tuning).highest().map(trial -> trial.run().name()).orElse("-"));
  }

  private void inputs() {
    text.blank().line("These are the inputs:");
    text.header("Input", "baseline", "optimized");
    for (Resource resource : List.of(Resource.DATABASE, Resource.API, Resource.CACHE)) {
      text.row(
          Traced.of("CPU for each request, " + resource.label()),
          use(Tuning.BASELINE, resource),
          use(Tuning.OPTIMIZED, resource));
    }
    text.row(
        Traced.of("Bytes sent for each request"),
        use(Tuning.BASELINE, Resource.BANDWIDTH),
        use(Tuning.OPTIMIZED, Resource.BANDWIDTH));
    for (Resource resource : List.of(Resource.DATABASE, Resource.API, Resource.CACHE)) {
      text.row(
          Traced.of("Instances, " + resource.label()),
          instances(Tuning.BASELINE, before, resource),
          instances(Tuning.OPTIMIZED, after, resource));
    }
    text.blank()
        .line(
            "Traffic is {} requests in a month of {} hours, and {} requests/s when it is highest ({} times the mean). Then, {} of the"
                + " CPU may be used. Prices are {} for a vCPU and {} for a GB of memory in an hour, and {} for a GB sent. Instances are {}.",
            costs(
                NumberText.count(Math.round(book.traffic().requestsPerMonth())),
                "traffic.requestsPerMonth"),
            Traced.figure(NumberText.count(MonthlyCost.HOURS_PER_MONTH), Sources.METHOD),
            Traced.figure(
                MetricText.significant(MonthlyCost.peakPerSecond(book)),
                "computed from " + Sources.costs("traffic")),
            costs(NumberText.plain(book.traffic().peakToMeanRatio()), "traffic.peakToMeanRatio"),
            costs(NumberText.percent(book.cpuRatioAtPeak(), 0), "cpuRatioAtPeak"),
            price(book.prices().usdPerVcpuHour(), "usdPerVcpuHour"),
            price(book.prices().usdPerMemoryGbHour(), "usdPerMemoryGbHour"),
            price(book.prices().usdPerSentGb(), "usdPerSentGb"),
            Traced.join(
                ", ",
                List.of(
                    instance("database", book.instances().database()),
                    instance("API", book.instances().api()),
                    instance("cache", book.instances().cache()),
                    instance("monitoring", book.instances().monitoring()))));
  }

  private Traced use(Tuning tuning, Resource resource) {
    Optional<RateTrial> trial = study.rates(tuning).highest();
    Double use = trial.map(held -> held.run().perRequest().get(resource)).orElse(null);
    if (use == null) {
      return Traced.of("-");
    }
    return Traced.figure(
        resource == Resource.BANDWIDTH
            ? NumberText.count(Math.round(use))
            : MetricText.significant(use * MILLISECONDS_PER_SECOND) + " ms",
        Sources.run(trial.get().run(), resource.metric().orElseThrow()));
  }

  private Traced instances(Tuning tuning, MonthlyCost cost, Resource resource) {
    return Optional.ofNullable(cost.items().get(resource))
        .map(
            item ->
                Traced.figure(
                    NumberText.count(item.instances()),
                    computed(tuning, "instances, " + resource.label())))
        .orElse(Traced.of("-"));
  }

  private static Traced instance(String name, CostBook.Instance size) {
    String source = "instances." + name.toLowerCase(Locale.ROOT);
    return Traced.of(
        name + " {} vCPU and {} GB",
        costs(NumberText.plain(size.vcpus()), source),
        costs(NumberText.plain(size.memoryGb()), source));
  }

  private static Traced price(double usd, String key) {
    return costs(NumberText.plain(usd) + " USD", "prices." + key);
  }

  private static Traced costs(String figure, String key) {
    return Traced.figure(figure, Sources.costs(key));
  }
}
