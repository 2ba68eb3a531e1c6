package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.trends.HistoryEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Option;

/** Which runs of the history a command shows; an option that is left out excludes none. */
final class HistoryFilter {
  @Option(
      names = "--simulation",
      paramLabel = "<name>",
      description = "Only runs of this simulation, such as ApiSimulation.")
  private String simulation;

  @Option(
      names = "--profile",
      paramLabel = "<name>",
      description = "Only runs in this profile, such as smoke.")
  private String profile;

  @Option(
      names = "--verdict",
      paramLabel = "<verdict>",
      description = "Only runs with this verdict: ${COMPLETION-CANDIDATES}.")
  private RunVerdict verdict;

  @Option(
      names = "--since",
      paramLabel = "<date>",
      description = "Only runs that started on this day (YYYY-MM-DD, in UTC) or later.")
  private String since;

  @Option(
      names = "--last",
      paramLabel = "<number>",
      description = "Only the newest ones of the runs that the other options select.")
  private Integer last;

  /**
   * @param runs the newest last
   * @throws ConfigurationException when an option has an impossible value
   */
  List<HistoryEntry> select(List<HistoryEntry> runs) {
    Instant earliest = earliest();
    if (last != null && last < 1) {
      throw new ConfigurationException("--last: expected 1 or more, found %d.".formatted(last));
    }
    List<HistoryEntry> selected =
        runs.stream()
            .filter(run -> simulation == null || simulation.equalsIgnoreCase(run.simulation()))
            .filter(run -> profile == null || profile.equals(run.profile()))
            .filter(run -> verdict == null || verdict == run.verdict())
            .filter(run -> !run.started().isBefore(earliest))
            .toList();
    return last == null
        ? selected
        : selected.subList(Math.max(0, selected.size() - last), selected.size());
  }

  private Instant earliest() {
    try {
      return since == null
          ? Instant.MIN
          : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException noDate) {
      throw new ConfigurationException(
          "--since: expected a date such as 2026-05-04, found \"%s\".".formatted(since), noDate);
    }
  }
}
