package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.results.WorkFigure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;

/**
 * Work of the runs of a target that never changes: 156 figures with twelve kinds of noise that
 * metrics of real targets have. The same seed gives the same runs.
 */
final class SimulatedWork {
  static final int REQUESTS = 500;
  private static final int FIGURES_OF_EACH_KIND = 13;

  private final Random random;
  private final List<Source> sources = new ArrayList<>();
  private int run;

  private record Source(String metric, int number, DoubleSupplier perRequest) {
    WorkFigure figure() {
      return new WorkFigure(
          metric, Map.of("query", "q" + number), Math.max(0, perRequest.getAsDouble()));
    }
  }

  SimulatedWork(long seed) {
    random = new Random(seed);
    for (int i = 0; i < FIGURES_OF_EACH_KIND; i++) {
      int number = i;
      add("steady_total", i, normal(0.31 + i, 0.001));
      add("rows_total", i, normal(12 + i, 0.01));
      add("sent_bytes_total", i, normal(1_000 * (i + 1), 0.03));
      add("received_bytes_total", i, lognormal(700, 0.2));
      add("laplace_bytes_total", i, () -> 300 * (1 + 0.05 * laplace()));
      add("contaminated_total", i, () -> 40 * (1 + 0.02 * outlierInTen()));
      add("query_seconds_count", i, () -> poisson(Math.pow(2, number - 4.0)) / REQUESTS);
      add("bursts_total", i, () -> 3 * poisson(20 + number) / REQUESTS);
      add("flushed_bytes_total", i, chunks(40 - i));
      add("two_levels_total", i, () -> random.nextBoolean() ? 1 : 1.2);
      add("seldom_bytes_total", i, () -> random.nextInt(5) == 0 ? 9_000 * random.nextDouble() : 0);
      add("query_seconds_sum", i, lognormal(0.002, 0.4));
    }
  }

  private void add(String metric, int number, DoubleSupplier perRequest) {
    sources.add(new Source(metric, number, perRequest));
  }

  /** The next run, a minute after the one before. */
  SampleEntry next() {
    SampleEntry entry =
        SampleEntry.at("2026-05-04T%02d:%02d:01.000Z".formatted(run / 60 % 24, run % 60));
    run++;
    entry.totals = new HistoryTotals(REQUESTS, 0.0, 100, 2, 5, 9);
    entry.work = sources.stream().map(Source::figure).toList();
    return entry;
  }

  private DoubleSupplier normal(double mean, double noise) {
    return () -> mean * (1 + noise * random.nextGaussian());
  }

  private DoubleSupplier lognormal(double median, double noise) {
    return () -> median * Math.exp(noise * random.nextGaussian());
  }

  private double laplace() {
    return (random.nextBoolean() ? 1 : -1) * -Math.log(1 - random.nextDouble());
  }

  /** One value in ten is from a distribution three times as wide. */
  private double outlierInTen() {
    return (random.nextInt(10) == 0 ? 3 : 1) * random.nextGaussian();
  }

  /** A counter that grows by whole chunks, like a log that is written when its buffer is full. */
  private DoubleSupplier chunks(double chunk) {
    return () -> chunk * Math.floor(100 / chunk + random.nextDouble());
  }

  /** Knuth's method: events until their waiting times exceed 1. */
  private double poisson(double mean) {
    int events = -1;
    for (double time = 0; time <= 1; events++) {
      time -= Math.log(1 - random.nextDouble()) / mean;
    }
    return events;
  }
}
