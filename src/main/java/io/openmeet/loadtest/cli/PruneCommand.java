package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.reports.TextTable;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.Retention;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.RunHistory.Pruned;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Removes old runs from the history and prints them. */
@Command(
    name = "prune",
    description =
        "Removes runs that are older than --keep-days, or beyond the newest --keep-runs of their simulation and profile; also lines that cannot be read.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the history has no such run any more", HistoryCommand.USAGE_CODE})
final class PruneCommand implements Callable<Integer> {
  @ParentCommand private HistoryCommand parent;

  @Option(
      names = "--keep-days",
      paramLabel = "<days>",
      description = "The greatest age of a run, counted from its start.")
  private Integer keepDays;

  @Option(
      names = "--keep-runs",
      paramLabel = "<number>",
      description = "The most runs of each simulation in each profile; INVALID runs count.")
  private Integer keepRuns;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    refuseOptionsOfTheList();
    if (keepDays == null && keepRuns == null) {
      throw new ConfigurationException(
          "prune: expected --keep-days, --keep-runs or both, found none.");
    }
    Retention retention =
        new Retention(number("--keep-days", keepDays), number("--keep-runs", keepRuns));
    RunHistory history = parent.history();
    if (history.read().isEmpty()) {
      out.println(HistoryCommand.noRun(history));
      return ExitCode.PASS;
    }
    Pruned pruned = history.prune(retention, Instant.now());
    if (!pruned.runs().isEmpty()) {
      out.println(table(pruned));
    }
    out.printf(
        "Removed %,d of %,d runs from %s; damaged lines removed: %,d.%n",
        pruned.runs().size(),
        pruned.runs().size() + pruned.keptRuns(),
        history.file(),
        pruned.damagedLines());
    return ExitCode.PASS;
  }

  /** A filter would look as if it limited what is removed. */
  private void refuseOptionsOfTheList() {
    for (OptionSpec option : spec.parent().commandLine().getParseResult().matchedOptions()) {
      if (!option.longestName().equals("--history")) {
        throw new ConfigurationException(
            "%s: expected only --history before prune, which removes runs of all kinds; leave it out."
                .formatted(option.longestName()));
      }
    }
  }

  private static OptionalInt number(String option, Integer value) {
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value < 1) {
      throw new ConfigurationException(
          "%s: expected 1 or more, found %d.".formatted(option, value));
    }
    return OptionalInt.of(value);
  }

  private static TextTable table(Pruned pruned) {
    TextTable table = new TextTable("Removed", "Simulation", "Profile", "Verdict", "Run");
    for (HistoryEntry run : pruned.runs()) {
      table.row(
          run.startedAt(),
          PlainText.of(run.simulation()),
          PlainText.of(run.profile()),
          run.verdict().name(),
          PlainText.of(run.run()));
    }
    return table;
  }
}
