package io.openmeet.loadtest.comparison;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's step-down adjustment of p-values: with it, the probability that any of several true null
 * hypotheses is rejected at a level is at most that level, however they depend on each other.
 *
 * @see <a href="https://www.jstor.org/stable/4615733">Holm 1979, A Simple Sequentially Rejective
 *     Multiple Test Procedure</a>
 */
final class Holm {
  private Holm() {}

  /** Adjusts p-values (0-1); the results are in the same order. */
  static double[] adjust(double... p) {
    List<Integer> ascending =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double largest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int i = ascending.get(rank);
      largest = Math.max(largest, Math.min(1, (p.length - rank) * p[i]));
      adjusted[i] = largest;
    }
    return adjusted;
  }
}
