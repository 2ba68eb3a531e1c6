package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.performance.MeasuredRun;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.sla.NumberText;
import java.util.List;
import java.util.Objects;

/** When, on which machine and at which commit runs were made. */
final class MachineText {
  private static final double BYTES_PER_GB = 1e9;
  private static final int COMMIT_DIGITS = 8;
  private static final int DATE_CHARACTERS = 10;

  private MachineText() {}

  /**
   * A clause.
   *
   * @param machine of the runs; null if it is not known
   * @param runs at least one, in the order of their starts
   * @param source of the machine's figures
   */
  static Traced of(RunEnvironment machine, List<MeasuredRun> runs, String source) {
    return Traced.of(
        "Measured on {} with {}, {}",
        Traced.figure(
            runs.get(0).startedAt().substring(0, DATE_CHARACTERS),
            Sources.run(runs.get(0), "startedAt")),
        machine == null ? Traced.of("an unknown machine") : machine(machine, source),
        commits(runs));
  }

  private static Traced machine(RunEnvironment machine, String source) {
    return Traced.of(
        "{} cores of {}, {} and {}",
        Traced.figure(NumberText.count(machine.cores()), source),
        Traced.figure(
            machine.processor() == null ? "an unknown processor" : machine.processor(), source),
        Traced.figure(
            machine.memoryBytes() == null
                ? "unknown memory"
                : NumberText.count(Math.round(machine.memoryBytes() / BYTES_PER_GB))
                    + " GB of memory",
            source),
        Traced.figure(machine.jvm(), source));
  }

  private static Traced commits(List<MeasuredRun> runs) {
    List<Traced> commits =
        runs.stream()
            .map(MeasuredRun::gitCommit)
            .filter(Objects::nonNull)
            .distinct()
            .map(
                commit ->
                    Traced.code(
                        commit.substring(0, COMMIT_DIGITS), "study.json: gitCommit of the runs"))
            .toList();
    if (commits.isEmpty()) {
      return Traced.of("at an unknown commit");
    }
    return Traced.of(
        commits.size() == 1 ? "at commit {}" : "at **different** commits: {}",
        Traced.join(", ", commits));
  }
}
