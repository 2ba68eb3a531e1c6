package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.HistoryCsv;
import io.openmeet.loadtest.reports.HistoryTable;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Prints the runs of the history; changes nothing. */
@Command(
    name = "history",
    subcommands = PruneCommand.class,
    description =
        "Prints the history of all runs, the newest last: a table for the runs that are comparable.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the history was read, or there is none yet", HistoryCommand.USAGE_CODE})
final class HistoryCommand implements Callable<Integer> {
  static final String USAGE_CODE = "2:wrong usage, or the history cannot be read or written";

  /** ci/loadtest sets the property. */
  @Option(
      names = "--history",
      paramLabel = "<folder>",
      scope = ScopeType.INHERIT,
      description = "The history's folder, if runs had -Dhistory; default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of(System.getProperty("loadtest.history", "history"));

  @Mixin private HistoryFilter filter;

  @Option(names = "--csv", description = "Prints CSV in UTF-8, with all figures of each run.")
  private boolean csv;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunHistory history = history();
    RunHistory.Content content = history.read();
    List<HistoryEntry> selected = filter.select(content.runs());
    HistoryFolder.print(spec.commandLine().getErr(), history.file(), content.skipped());
    if (csv) {
      HistoryCsv.write(selected, out);
    } else if (!selected.isEmpty()) {
      out.print(HistoryTable.of(selected));
    } else if (content.runs().isEmpty()) {
      out.println(noRun(history));
    } else {
      out.printf(
          "None of the %,d runs in %s matches the options; its simulations are %s, its profiles %s.%n",
          content.runs().size(),
          history.file(),
          distinct(content, HistoryEntry::simulation),
          distinct(content, HistoryEntry::profile));
    }
    return ExitCode.PASS;
  }

  RunHistory history() {
    return new RunHistory(folder);
  }

  static String noRun(RunHistory history) {
    return "There is no run in %s yet; each run adds itself at its end.".formatted(history.file());
  }

  private static String distinct(RunHistory.Content content, Function<HistoryEntry, String> field) {
    return content.runs().stream()
        .map(field)
        .distinct()
        .sorted()
        .map(PlainText::of)
        .collect(Collectors.joining(", "));
  }
}
