package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names what differs between two runs besides the target's build. */
final class Comparability {
  private Comparability() {}

  /** Sentences; none when both runs have the same fingerprint. */
  static List<String> objections(RunResult baseline, RunResult run) {
    RunEnvironment before = baseline.environment();
    RunEnvironment after = run.environment();
    if (before == null || after == null) {
      return List.of(
          "It is not known on which machine and with which load a run was made: it has no observations.json.");
    }
    if (before.fingerprint().equals(after.fingerprint())) {
      return List.of();
    }
    List<String> differences = new ArrayList<>();
    add(differences, "simulation", baseline, run, result -> result.identity().simulation());
    add(differences, "profile", baseline, run, result -> result.identity().profile());
    addLimits(differences, baseline, run);
    add(differences, "cores", baseline, run, result -> result.environment().cores());
    add(differences, "processor", baseline, run, result -> result.environment().processor());
    add(differences, "Java", baseline, run, result -> result.environment().jvm());
    add(
        differences,
        "target on the same machine",
        baseline,
        run,
        result -> result.environment().sharesMachine());
    return List.of(
        "The runs are not comparable, because their fingerprints differ (%s and %s). %s."
            .formatted(
                before.fingerprint(),
                after.fingerprint(),
                differences.isEmpty()
                    ? "Load, window or kind of target differ, for example the target's host or the reference API's tuning"
                    : "Different: " + String.join("; ", differences)));
  }

  private static void addLimits(List<String> differences, RunResult baseline, RunResult run) {
    Set<String> before = limits(baseline);
    Set<String> after = limits(run);
    Set<String> onlyBefore = new TreeSet<>(before);
    onlyBefore.removeAll(after);
    Set<String> onlyAfter = new TreeSet<>(after);
    onlyAfter.removeAll(before);
    if (!onlyBefore.isEmpty() || !onlyAfter.isEmpty()) {
      differences.add("limits (%s; %s)".formatted(list(onlyBefore), list(onlyAfter)));
    }
  }

  private static Set<String> limits(RunResult result) {
    return result.outcome().slas().stream()
        .map(level -> level.id() + " " + level.limitText())
        .collect(Collectors.toSet());
  }

  private static String list(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static void add(
      List<String> differences,
      String what,
      RunResult baseline,
      RunResult run,
      Function<RunResult, Object> value) {
    Object before = value.apply(baseline);
    Object after = value.apply(run);
    if (!Objects.equals(before, after)) {
      differences.add("%s (%s; %s)".formatted(what, before, after));
    }
  }
}
