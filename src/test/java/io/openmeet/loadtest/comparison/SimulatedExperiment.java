package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.comparison.Metric.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Draws the figures of an experiment whose truth is known. Times are lognormal; a share of their
 * noise is the whole run's, so they correlate as they do on a machine that has a slow minute.
 */
final class SimulatedExperiment {
  static final Metric P50 = time("p50");
  static final Metric P95 = time("p95");
  static final Metric P99 = time("p99");
  static final Metric MEAN = new Metric("mean", "mean", "ms", Kind.TIME, 0);
  static final Metric RATE = new Metric("rps", "rps", "requests/s", Kind.RATE, 0);
  static final Metric ERRORS = new Metric("errorRatio", "errors", "ratio", Kind.LOSS, 0);
  static final Metric BUCKET = new Metric("level:database-p95", "db", "ms", Kind.TIME, 0);

  private static final int WORK_FIGURES = 10;
  private static final double WORK_NOISE = 0.01;
  private static final int REQUESTS = 500;
  private static final double ERROR_PROBABILITY = 0.002;
  private static final double SHARED = Math.sqrt(0.7);
  private static final double OWN = Math.sqrt(0.3);

  private final Random random;
  private final int pairs;
  private final double noise;

  /** What B's times are multiplied by. */
  private final double change;

  SimulatedExperiment(Random random, int pairs, double noise, double change) {
    this.random = random;
    this.pairs = pairs;
    this.noise = noise;
    this.change = change;
  }

  private static Metric time(String id) {
    return new Metric(id, id, "ms", Kind.TIME, 1);
  }

  List<MetricComparison> compare() {
    List<Map<Metric, ValueRange>> a = new ArrayList<>();
    List<Map<Metric, ValueRange>> b = new ArrayList<>();
    for (int pair = 0; pair < pairs; pair++) {
      a.add(run(1));
      b.add(run(change));
    }
    return ExperimentAnalysis.compare(List.copyOf(a.get(0).keySet()), a, b);
  }

  private Map<Metric, ValueRange> run(double factor) {
    Map<Metric, ValueRange> run = new LinkedHashMap<>();
    double slow = random.nextGaussian();
    run.put(P50, ValueRange.exact(Math.rint(60 * factor * lognormal(slow, noise))));
    run.put(P95, ValueRange.exact(Math.rint(150 * factor * lognormal(slow, noise))));
    run.put(P99, ValueRange.exact(Math.rint(300 * factor * lognormal(slow, noise))));
    run.put(MEAN, ValueRange.exact(70 * factor * lognormal(slow, noise)));
    run.put(RATE, ValueRange.exact(100 * lognormal(slow, 0.001)));
    run.put(ERRORS, ValueRange.exact(errors() / (double) REQUESTS));
    // A bucket of a histogram with the bounds 10, 20, 40.
    double database = 20 * factor * lognormal(slow, noise);
    run.put(BUCKET, database > 20 ? new ValueRange(20, 40) : new ValueRange(10, 20));
    for (int i = 0; i < WORK_FIGURES; i++) {
      Metric work = new Metric("work:" + i, "work " + i, "per request", Kind.WORK, 0);
      run.put(work, ValueRange.exact((i + 1) * lognormal(slow, WORK_NOISE)));
    }
    return run;
  }

  private double lognormal(double slow, double sigma) {
    return Math.exp(sigma * (SHARED * slow + OWN * random.nextGaussian()));
  }

  private int errors() {
    int errors = 0;
    for (int i = 0; i < REQUESTS; i++) {
      errors += random.nextDouble() < ERROR_PROBABILITY ? 1 : 0;
    }
    return errors;
  }
}
