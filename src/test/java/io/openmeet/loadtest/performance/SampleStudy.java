package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.comparison.ExperimentPlan;
import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.Outcome;
import io.openmeet.loadtest.comparison.Side;
import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.performance.ComparedTunings.PairedRun;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.sla.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A study with made-up figures; {@link MonthlyCostTest#BOOK} has prices for it. */
public final class SampleStudy {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private int runs;

  private SampleStudy() {}

  public static CostBook costs() {
    return MonthlyCostTest.BOOK;
  }

  public static PerformanceStudy study() {
    return new SampleStudy().make();
  }

  /** Every run of optimized is INVALID: no pair is usable, and no rate is held. */
  public static PerformanceStudy withoutOptimized() {
    PerformanceStudy whole = study();
    SampleStudy sample = new SampleStudy();
    return new PerformanceStudy(
        PerformanceStudy.SCHEMA_VERSION,
        whole.environment(),
        List.of(sample.invalid("optimized", 5_000).run()),
        new ComparedTunings(
            whole.experiment().plan(),
            whole.experiment().runs(),
            List.of(),
            List.of("Pair 1 is left out."),
            List.of()),
        whole.baseline(),
        new TuningRates(Tuning.OPTIMIZED, List.of(sample.invalid("optimized", 2_500))),
        null);
  }

  private PerformanceStudy make() {
    return new PerformanceStudy(
        PerformanceStudy.SCHEMA_VERSION,
        new RunEnvironment(
            2, "AMD EPYC", 25_000_000_000L, "OpenJDK 17", "Linux", "3.16.0", COMMIT, true, "f00"),
        List.of(
            run(
                "full-ApiSimulation",
                4_998.7,
                levels(
                    Map.of("api-p95", 12.0, "api-p99", 31.0, "error-rate", 0.0004),
                    Map.of("throughput", 5_001.0, "cache-hit-ratio", 0.951)),
                Map.of()),
            run(
                "full-WebSocketSimulation",
                990,
                levels(Map.of("websocket-p95", 3.0), Map.of("connections", 1_000.0)),
                Map.of())),
        experiment(),
        new TuningRates(
            Tuning.BASELINE,
            List.of(
                trial("baseline", 100, 25, 0.0095, 0.0021, 2_100),
                trial("baseline", 200, 640, 0.011, 0.0022, 2_100),
                trial("baseline", 150, 80, 0.010, 0.002, 2_000),
                trial("baseline", 175, 230, 0.010, 0.002, 2_000))),
        new TuningRates(
            Tuning.OPTIMIZED,
            List.of(
                trial("optimized", 2_500, 3, 0.0001, 0.0002, 900),
                trial("optimized", 5_000, 40, 0.0001, 0.0002, 880),
                invalid("optimized", 10_000),
                invalid("optimized", 7_500),
                invalid("optimized", 6_250))),
        client());
  }

  private ClientStudy client() {
    List<ClientStudy.PairedVisits> runs = new ArrayList<>();
    for (int pair = 1; pair <= 3; pair++) {
      for (Side side : Side.values()) {
        runs.add(
            new ClientStudy.PairedVisits(
                pair, side, visits(startedAt(), side == Side.A ? 900 + pair : 300, 0)));
      }
    }
    return ClientStudy.of(runs);
  }

  /** LCP and three times as many bytes; CLS is always 0. */
  static ClientVisits visits(String startedAt, double lcpMs, int withoutValue) {
    return new ClientVisits(
        startedAt,
        "Chromium 143.0.7499.40",
        new RunEnvironment(
            4, "AMD EPYC", 25_000_000_000L, "OpenJDK 21", "Linux", "3.16.0", COMMIT, true, "f01"),
        Map.of(
            PageFigure.LCP, new Percentile(20, withoutValue, lcpMs),
            PageFigure.CLS, new Percentile(20, 0, 0.0),
            PageFigure.RECEIVED_BYTES, new Percentile(20, 0, 3 * lcpMs)));
  }

  private ComparedTunings experiment() {
    List<PairedRun> paired = new ArrayList<>();
    for (int pair = 1; pair <= 3; pair++) {
      for (Side side : pair == 2 ? List.of(Side.B, Side.A) : List.of(Side.A, Side.B)) {
        paired.add(
            new PairedRun(
                pair,
                side,
                run(
                    "0" + pair + "-" + side,
                    100.2,
                    levels(Map.of("api-p95", side == Side.A ? 28.0 + pair : 3.0), Map.of()),
                    Map.of(Resource.BANDWIDTH, side == Side.A ? 2_000.0 : 998.0 + pair))));
      }
    }
    return new ComparedTunings(
        new ExperimentPlan(
            "performance-report",
            "io.openmeet.loadtest.simulations.ApiSimulation",
            "smoke",
            List.of(Tuning.BASELINE.option()),
            List.of(Tuning.OPTIMIZED.option()),
            4),
        paired,
        List.of(1, 2, 3),
        List.of("Pair 4 is left out: its run of side A is INVALID."),
        List.of(
            new MetricComparison(
                new Metric("rps", "Throughput", "requests/s", Kind.RATE, 0),
                3,
                ValueRange.exact(100.2),
                ValueRange.exact(100.2),
                1.0,
                0.999,
                1.001,
                1.0,
                Outcome.EQUIVALENT,
                null,
                null),
            exact("p95", "P95 response time", "ms", Kind.TIME, 30, 3, 0.1, 0.09, 0.112),
            exact("p99", "P99 response time", "ms", Kind.TIME, 41, 5, 0.122, 0.1, 0.15),
            new MetricComparison(
                new Metric("errorRatio", "Error rate", "ratio", Kind.LOSS, 0),
                3,
                ValueRange.exact(0),
                ValueRange.exact(0),
                null,
                null,
                null,
                1.0,
                Outcome.INCONCLUSIVE,
                null,
                "All values are 0."),
            new MetricComparison(
                new Metric("level:database-p95", "Database query P95", "ms", Kind.TIME, 0),
                3,
                new ValueRange(20, 50),
                new ValueRange(1, 2),
                null,
                null,
                null,
                0.25,
                Outcome.INCONCLUSIVE,
                null,
                "Only ranges are known."),
            exact(
                "level:cache-hit-ratio",
                "Cache hit ratio",
                "ratio",
                Kind.GAIN,
                0.004,
                0.93,
                232.5,
                200,
                270),
            exact(
                "work:openmeet_database_query_seconds_count{query=\"meetings.list\"}",
                "openmeet_database_query_seconds_count{query=\"meetings.list\"}",
                "per request",
                Kind.WORK,
                0.4,
                0.031,
                0.0775,
                0.07,
                0.086)));
  }

  private static MetricComparison exact(
      String id,
      String name,
      String unit,
      Kind kind,
      double a,
      double b,
      double ratio,
      double low,
      double high) {
    return new MetricComparison(
        new Metric(id, name, unit, kind, 0),
        3,
        ValueRange.exact(a),
        ValueRange.exact(b),
        ratio,
        low,
        high,
        0.01,
        (b < a) == kind.lowerIsBetter() ? Outcome.FASTER : Outcome.SLOWER,
        null,
        null);
  }

  private RateTrial trial(
      String tuning, int rate, double p95Ms, double database, double api, double bytes) {
    return new RateTrial(
        rate,
        new MeasuredRun(
            "rate-" + tuning + "-" + rate,
            "ApiAtRateSimulation",
            startedAt(),
            p95Ms < 200 ? RunVerdict.PASS : RunVerdict.FAIL,
            p95Ms < 200 ? null : "It is too slow.",
            COMMIT,
            rate,
            levels(Map.of("api-p95", p95Ms, "api-p99", p95Ms * 1.5, "error-rate", 0.0), Map.of()),
            Map.of(
                Resource.DATABASE,
                database,
                Resource.API,
                api,
                Resource.CACHE,
                0.00005,
                Resource.BANDWIDTH,
                bytes)));
  }

  private RateTrial invalid(String tuning, int rate) {
    return new RateTrial(
        rate,
        new MeasuredRun(
            "rate-" + tuning + "-" + rate,
            "ApiAtRateSimulation",
            startedAt(),
            RunVerdict.INVALID,
            "The injector was late.",
            COMMIT,
            rate * 0.9,
            List.of(),
            Map.of()));
  }

  private MeasuredRun run(
      String name, double rps, List<SlaResult> levels, Map<Resource, Double> perRequest) {
    boolean met = levels.stream().allMatch(level -> level.verdict() == Verdict.MET);
    return new MeasuredRun(
        name,
        name.contains("WebSocket") ? "WebSocketSimulation" : "ApiSimulation",
        startedAt(),
        met ? RunVerdict.PASS : RunVerdict.FAIL,
        null,
        COMMIT,
        rps,
        levels,
        perRequest);
  }

  private static List<SlaResult> levels(Map<String, Double> some, Map<String, Double> more) {
    List<SlaResult> levels = new ArrayList<>();
    SlaBook.standard()
        .all()
        .forEach(
            sla -> {
              Double value = some.getOrDefault(sla.id(), more.get(sla.id()));
              if (value != null) {
                levels.add(SlaResult.of(sla.judge(new Measured.Value(value))));
              } else if (sla.id().equals("database-p95") && more.containsKey("cache-hit-ratio")) {
                levels.add(SlaResult.of(sla.judge(new Measured.Interval(1, 2))));
              }
            });
    return levels;
  }

  private String startedAt() {
    return "2026-05-04T03:" + (runs++ + 10) + ":01.000Z";
  }
}
