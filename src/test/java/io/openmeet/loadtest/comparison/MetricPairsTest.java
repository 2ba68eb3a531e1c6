package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.comparison.Metric.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Figures that have no logarithm, and the metrics that are compared. */
class MetricPairsTest {
  private static final Metric ERRORS =
      new Metric("errorRatio", "Error rate", "ratio", Kind.LOSS, 0);
  private static final Metric DATABASE = new Metric("level:db", "Database", "ms", Kind.TIME, 0);
  private static final Metric P95 = new Metric("p95", "P95", "ms", Kind.TIME, 1);

  private static List<Figure> exact(double... values) {
    return DoubleStream.of(values).mapToObj(Figure::exact).toList();
  }

  private static List<Figure> repeated(int times, Figure figure) {
    return Collections.nCopies(times, figure);
  }

  private static MetricComparison compare(Metric metric, List<Figure> a, List<Figure> b) {
    return ExperimentAnalysis.compare(List.of(metric), runs(metric, a), runs(metric, b)).get(0);
  }

  private static List<Map<Metric, Figure>> runs(Metric metric, List<Figure> figures) {
    return figures.stream().map(figure -> Map.of(metric, figure)).toList();
  }

  /** Six pairs that all differ the same way: p = 2 · (1/2)⁶ = 1/32. */
  @Test
  void errorsThatAppearInEveryRunAreWorse() {
    MetricComparison errors =
        compare(ERRORS, repeated(6, Figure.exact(0)), exact(0.01, 0.02, 0.01, 0.03, 0.01, 0.04));

    assertEquals(1.0 / 32, errors.p(), 1e-12);
    assertEquals(Outcome.SLOWER, errors.outcome());
    assertEquals("MORE", errors.outcomeText());
    assertNull(errors.ratio());
    assertEquals(
        "It is 0 in some runs, so there is no ratio; the sign test decides.", errors.note());
  }

  /** Of five pairs with a difference, four have it one way: p = 2 · (5 + 1) / 2⁵ = 0.375. */
  @Test
  void pairsWithoutADifferenceDoNotCount() {
    MetricComparison errors =
        compare(ERRORS, exact(0, 0, 0, 0, 0.01, 0, 0), exact(0.1, 0.1, 0.1, 0.1, 0, 0, 0));

    assertEquals(0.375, errors.p(), 1e-12);
    assertEquals(Outcome.INCONCLUSIVE, errors.outcome());
    assertEquals(Figure.exact(0.01 / 7), errors.a());
  }

  @Test
  void noErrorsAtAllAreNoProofOfEqualRates() {
    MetricComparison errors =
        compare(ERRORS, repeated(10, Figure.exact(0)), repeated(10, Figure.exact(0)));

    assertEquals(1, errors.p());
    assertEquals(Outcome.INCONCLUSIVE, errors.outcome());
    assertEquals("It is 0 in every run, so there is no ratio.", errors.note());
  }

  @Test
  void bucketsThatDoNotOverlapHaveAnOrder() {
    MetricComparison database =
        compare(DATABASE, repeated(6, new Figure(10, 25)), repeated(6, new Figure(5, 10)));

    assertEquals(1.0 / 32, database.p(), 1e-12);
    assertEquals(Outcome.FASTER, database.outcome());
    assertEquals(new Figure(5, 10), database.b());
  }

  @Test
  void theSameBucketHasNoOrder() {
    MetricComparison database =
        compare(DATABASE, repeated(10, new Figure(5, 10)), repeated(10, new Figure(5, 10)));

    assertEquals(1, database.p());
    assertEquals(Outcome.INCONCLUSIVE, database.outcome());
  }

  @Test
  void theLastBucketHasNoEndInFiles() throws Exception {
    assertEquals(
        "{\"low\":10.0,\"high\":null}",
        JsonMapper.builder().build().writeValueAsString(new Figure(10, Double.POSITIVE_INFINITY)));
  }

  /** 4 ms and 4 ms may be 3.6 ms and 4.4 ms. */
  @Test
  void fewWholeMillisecondsAreNeverEquivalent() {
    MetricComparison p95 =
        compare(P95, repeated(1000, Figure.exact(4)), repeated(1000, Figure.exact(4)));

    assertEquals(Outcome.INCONCLUSIVE, p95.outcome());
    assertNull(p95.pairsToDecide());
    assertEquals(
        "It is measured in whole milliseconds, which are more than 5 % of it: EQUIVALENT cannot be shown.",
        p95.note());
  }

  /** The number it promises is the first at which the same mean and noise decide. */
  @Test
  void theNumberOfPairsThatWouldDecideDoesDecide() {
    Metric mean = new Metric("mean", "Mean", "ms", Kind.TIME, 0);
    double[] noise = {1.10, 1 / 1.10, 1.08, 1 / 1.08};
    MetricComparison few = compare(mean, repeated(4, Figure.exact(100)), hundreds(4, noise));
    assertEquals(Outcome.INCONCLUSIVE, few.outcome());
    int needed = few.pairsToDecide();

    Outcome decided =
        compare(mean, repeated(needed, Figure.exact(100)), hundreds(needed, noise)).outcome();
    Outcome half =
        compare(mean, repeated(needed / 2, Figure.exact(100)), hundreds(needed / 2, noise))
            .outcome();

    assertEquals(Outcome.EQUIVALENT, decided, needed + " pairs");
    assertEquals(Outcome.INCONCLUSIVE, half, needed / 2 + " pairs");
  }

  private static List<Figure> hundreds(int pairs, double[] factors) {
    return IntStream.range(0, pairs)
        .mapToObj(i -> Figure.exact(100 * factors[i % factors.length]))
        .toList();
  }

  @Test
  void aMetricThatRunsLackIsComparedInTheOtherPairs() {
    List<Map<Metric, Figure>> a = new ArrayList<>(runs(P95, exact(100, 101, 102, 103)));
    a.set(1, Map.of());

    MetricComparison p95 =
        ExperimentAnalysis.compare(List.of(P95), a, runs(P95, exact(200, 202, 204, 206))).get(0);

    assertEquals(3, p95.pairs());
    assertEquals(2, p95.ratio(), 1e-12);
    assertEquals("Only 3 of 4 pairs have it.", p95.note());
  }

  /** One metric has 40 series, another one small series; both are compared. */
  @Test
  void eachMetricHasItsLargestSeriesAmongTheFiguresOfWork() {
    Map<Metric, Figure> run = new LinkedHashMap<>();
    run.put(P95, Figure.exact(100));
    for (int i = 1; i <= 40; i++) {
      run.put(work("bytes{part=\"%02d\"}".formatted(i)), Figure.exact(1000 * i));
    }
    run.put(work("queries"), Figure.exact(0.001));

    List<String> selected =
        LargestWork.select(List.of(run, run)).stream().map(Metric::name).toList();

    List<String> largest =
        IntStream.iterate(40, i -> i > 11, i -> i - 1)
            .mapToObj("bytes{part=\"%02d\"}"::formatted)
            .toList();
    assertEquals(
        Stream.of(List.of("P95", largest.get(0), "queries"), largest.subList(1, largest.size()))
            .flatMap(List::stream)
            .toList(),
        selected);
  }

  private static Metric work(String series) {
    return new Metric("work:" + series, series, "per request", Kind.WORK, 0);
  }
}
