package io.openmeet.loadtest.results;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.sla.Sla;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which runs of injectors are the parts of one run. A run that differs from most of them belongs to
 * another run and is left out, and so is the second run of an injector.
 *
 * @param parts one run of each injector, in their order
 * @param objections what is missing, twice there or foreign, a sentence each
 */
record OneRun(List<RunPart> parts, List<String> objections) {

  /**
   * @param header of its log
   */
  record Candidate(RunPart part, LogHeader header) {
    /** What all parts of a run have in common, by name. */
    private Map<String, String> common() {
      Observations known = part.known();
      Map<String, String> common = new LinkedHashMap<>();
      common.put("simulation", header.simulationClass());
      common.put("version of Gatling", header.gatlingVersion());
      common.put("profile", known.profile());
      common.put("target", known.target());
      common.put("number of injectors", String.valueOf(part.share().count()));
      if (known.stopped() == null) {
        common.put(
            "window", "%d to %d".formatted(known.window().startMs(), known.window().endMs()));
      }
      common.put(
          "service levels", known.slas().stream().map(Candidate::text).collect(joining(", ")));
      common.put("fingerprint", known.environment().fingerprint());
      return common;
    }

    /** Limits on the amount of load are each injector's share of the whole limit. */
    private static String text(Sla sla) {
      return sla.measure().scalesWithIntensity()
          ? sla.id()
          : "%s %s".formatted(sla.id(), sla.limitText());
    }
  }

  /**
   * @param found by injector; at least one
   */
  static OneRun of(List<Candidate> found) {
    Candidate usual = usual(found);
    List<RunPart> parts = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (Candidate candidate : found) {
      RunPart part = candidate.part();
      String differences = differences(usual, candidate);
      RunPart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
      if (!differences.isEmpty()) {
        objections.add(
            part.sentence(
                "%s belongs to another run and is left out: %s. Merge the runs of one load."
                    .formatted(part.run(), differences)));
      } else if (last != null && last.share().equals(part.share())) {
        objections.add(
            part.sentence(
                "It is there twice, as %s and %s, and the second is left out. Merge one run of each injector."
                    .formatted(last.run(), part.run())));
      } else {
        parts.add(part);
      }
    }
    missing(found, usual.part().share().count()).ifPresent(objections::add);
    return new OneRun(parts, objections);
  }

  /** The one that has the most in common with the others; the first of several. */
  private static Candidate usual(List<Candidate> found) {
    Candidate usual = found.get(0);
    for (Candidate candidate : found) {
      if (inCommon(candidate, found) > inCommon(usual, found)) {
        usual = candidate;
      }
    }
    return usual;
  }

  private static long inCommon(Candidate candidate, List<Candidate> found) {
    return found.stream()
        .flatMap(other -> other.common().entrySet().stream())
        .filter(candidate.common().entrySet()::contains)
        .count();
  }

  private static String differences(Candidate usual, Candidate candidate) {
    Map<String, String> found = candidate.common();
    return usual.common().entrySet().stream()
        .filter(expected -> found.containsKey(expected.getKey()))
        .filter(expected -> !found.get(expected.getKey()).equals(expected.getValue()))
        .map(
            expected ->
                "%s: expected %s, found %s"
                    .formatted(
                        expected.getKey(), expected.getValue(), found.get(expected.getKey())))
        .collect(joining("; "));
  }

  private static Optional<String> missing(List<Candidate> found, int count) {
    Set<Integer> there =
        found.stream().map(candidate -> candidate.part().share().index()).collect(toSet());
    List<String> missing =
        IntStream.rangeClosed(1, count)
            .filter(index -> !there.contains(index))
            .mapToObj(index -> new InjectorShare(index, count).toString())
            .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The load was made by %s injectors, and the runs of these are missing: %s. Find out why, and merge all of them."
                .formatted(NumberText.count(count), String.join(", ", missing)));
  }
}
