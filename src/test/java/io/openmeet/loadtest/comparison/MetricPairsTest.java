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

  private static List<ValueRange> exact(double... values) {
    return DoubleStream.of(values).mapToObj(ValueRange::exact).toList();
  }

  private static List<ValueRange> repeated(int times, ValueRange figure) {
    return Collections.nCopies(times, figure);
  }

  private static MetricComparison compare(Metric metric, List<ValueRange> a, List<ValueRange> b) {
    return ExperimentAnalysis.compare(List.of(metric), runs(metric, a), runs(metric, b)).get(0);
  }

  private static List<Map<Metric, ValueRange>> runs(Metric metric, List<ValueRange> figures) {
    return figures.stream().map(figure -> Map.of(metric, figure)).toList();
  }

  /** Six pairs that all differ the same way: p = 2 · (1/2)⁶ = 1/32. */
  @Test
  void errorsThatAppearInEveryRunAreWorse() {
    MetricComparison errors =
        compare(
            ERRORS, repeated(6, ValueRange.exact(0)), exact(0.01, 0.02, 0.01, 0.03, 0.01, 0.04));

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
    assertEquals(ValueRange.exact(0.01 / 7), errors.a());
  }

  @Test
  void noErrorsAtAllAreNotTested() {
    MetricComparison errors =
        compare(ERRORS, repeated(10, ValueRange.exact(0)), repeated(10, ValueRange.exact(0)));

    assertNull(errors.p());
    assertNull(errors.outcome());
    assertEquals("It is 0 in every run, so it is not tested.", errors.note());
  }

  @Test
  void bucketsThatDoNotOverlapHaveAnOrder() {
    MetricComparison database =
        compare(DATABASE, repeated(6, new ValueRange(10, 25)), repeated(6, new ValueRange(5, 10)));

    assertEquals(1.0 / 32, database.p(), 1e-12);
    assertEquals(Outcome.FASTER, database.outcome());
    assertEquals(new ValueRange(5, 10), database.b());
  }

  @Test
  void theSameBucketHasNoOrder() {
    MetricComparison database =
        compare(DATABASE, repeated(10, new ValueRange(5, 10)), repeated(10, new ValueRange(5, 10)));

    assertEquals(1, database.p());
    assertEquals(Outcome.INCONCLUSIVE, database.outcome());
  }

  @Test
  void theLastBucketHasNoEndInFiles() throws Exception {
    assertEquals(
        "{\"low\":10.0,\"high\":null}",
        JsonMapper.builder()
            .build()
            .writeValueAsString(new ValueRange(10, Double.POSITIVE_INFINITY)));
  }

  /** 4 ms and 4 ms may be 3.6 ms and 4.4 ms. */
  @Test
  void fewWholeMillisecondsAreNeverEquivalent() {
    MetricComparison p95 =
        compare(P95, repeated(1000, ValueRange.exact(4)), repeated(1000, ValueRange.exact(4)));

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
    MetricComparison few = compare(mean, repeated(4, ValueRange.exact(100)), hundreds(4, noise));
    assertEquals(Outcome.INCONCLUSIVE, few.outcome());
    int needed = few.pairsToDecide();

    Outcome decided =
        compare(mean, repeated(needed, ValueRange.exact(100)), hundreds(needed, noise)).outcome();
    Outcome half =
        compare(mean, repeated(needed / 2, ValueRange.exact(100)), hundreds(needed / 2, noise))
            .outcome();

    assertEquals(Outcome.EQUIVALENT, decided, needed + " pairs");
    assertEquals(Outcome.INCONCLUSIVE, half, needed / 2 + " pairs");
  }

  private static List<ValueRange> hundreds(int pairs, double[] factors) {
    return IntStream.range(0, pairs)
        .mapToObj(i -> ValueRange.exact(100 * factors[i % factors.length]))
        .toList();
  }

  @Test
  void aMetricThatRunsLackIsComparedInTheOtherPairs() {
    List<Map<Metric, ValueRange>> a = new ArrayList<>(runs(P95, exact(100, 101, 102, 103)));
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
    Map<Metric, ValueRange> run = new LinkedHashMap<>();
    run.put(P95, ValueRange.exact(100));
    for (int i = 1; i <= 40; i++) {
      run.put(work("bytes{part=\"%02d\"}".formatted(i)), ValueRange.exact(1000 * i));
    }
    run.put(work("queries"), ValueRange.exact(0.001));

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
