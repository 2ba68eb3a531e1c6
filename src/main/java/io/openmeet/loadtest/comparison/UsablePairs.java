package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pairs of an experiment that can be compared. A pair with an INVALID run is left out and not
 * repeated: the analysis has fewer pairs, and says so. A run that FAILs is evidence, and counts.
 *
 * @param numbers of the usable pairs
 * @param a runs of side A, in the order of the numbers
 * @param b runs of side B, in the order of the numbers
 * @param leftOut why the other pairs are not used, a sentence for each
 */
record UsablePairs(
    List<Integer> numbers, List<ExperimentRun> a, List<ExperimentRun> b, List<String> leftOut) {

  static UsablePairs of(ExperimentPlan plan, List<ExperimentRun> runs) {
    UsablePairs pairs =
        new UsablePairs(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Map<Side, String> fingerprints = new EnumMap<>(Side.class);
    for (int pair = 1; pair <= plan.pairs(); pair++) {
      Map<Side, ExperimentRun> sides = new EnumMap<>(Side.class);
      for (ExperimentRun run : runs) {
        if (run.pair() == pair) {
          sides.put(run.side(), run);
        }
      }
      Optional<String> objection = objection(sides, fingerprints);
      if (objection.isPresent()) {
        pairs.leftOut.add("Pair %d is left out: %s".formatted(pair, objection.get()));
      } else {
        pairs.numbers.add(pair);
        pairs.a.add(sides.get(Side.A));
        pairs.b.add(sides.get(Side.B));
        sides.forEach((side, run) -> fingerprints.put(side, fingerprint(run)));
      }
    }
    return pairs;
  }

  /**
   * @param fingerprints of the pairs before
   */
  private static Optional<String> objection(
      Map<Side, ExperimentRun> sides, Map<Side, String> fingerprints) {
    for (Side side : Side.values()) {
      ExperimentRun run = sides.get(side);
      if (run == null) {
        return Optional.of("run %s has not ended.".formatted(side));
      }
      if (run.verdict() == RunVerdict.INVALID) {
        // One reason says enough: the run's own reports have the others.
        return Optional.of(
            "run %s is INVALID. %s"
                .formatted(side, run.result().outcome().reasons().stream().findFirst().orElse(""))
                .strip());
      }
      String expected = fingerprints.getOrDefault(side, fingerprint(run));
      if (!fingerprint(run).equals(expected)) {
        return Optional.of(
            "run %s was made on another machine, with another Java or with other limits than before: expected the fingerprint %s, found %s."
                .formatted(side, expected, fingerprint(run)));
      }
    }
    return Optional.empty();
  }

  private static String fingerprint(ExperimentRun run) {
    return Optional.ofNullable(run.result().environment())
        .map(RunEnvironment::fingerprint)
        .orElse("none");
  }
}
