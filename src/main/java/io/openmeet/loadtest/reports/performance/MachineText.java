package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.sla.NumberText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** When, on which machine and at which commit runs were made. */
final class MachineText {
  private static final double BYTES_PER_GB = 1e9;
  private static final int COMMIT_DIGITS = 8;
  private static final int DATE_CHARACTERS = 10;

  private MachineText() {}

  /**
   * A clause.
   *
   * @param machine of the runs
   * @param startedAt of the first
   * @param gitCommits of all; null for one that is not known
   * @param source of the figures
   */
  static Traced of(
      RunEnvironment machine, String startedAt, Stream<String> gitCommits, String source) {
    return Traced.of(
        "Measured on {} with {}, {}",
        Traced.figure(startedAt.substring(0, DATE_CHARACTERS), source),
        machine(machine, source),
        commits(gitCommits, source));
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

  private static Traced commits(Stream<String> gitCommits, String source) {
    List<Traced> commits =
        gitCommits
            .filter(Objects::nonNull)
            .distinct()
            .map(commit -> Traced.code(commit.substring(0, COMMIT_DIGITS), source))
            .toList();
    if (commits.isEmpty()) {
      return Traced.of("at an unknown commit");
    }
    return Traced.of(
        commits.size() == 1 ? "at commit {}" : "at **different** commits: {}",
        Traced.join(", ", commits));
  }
}
