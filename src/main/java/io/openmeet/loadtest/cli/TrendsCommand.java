package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.reports.TrendTable;
import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.Acknowledgements;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.LatestWork;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.Trend;
import io.openmeet.loadtest.trends.TrendReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what changed over the runs of the history; changes nothing. */
@Command(
    name = "trends",
    description =
        "Prints the figures of comparable runs with their baseline, since which run a level is another one, and which work of the last run left its noise.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no regression, or only acknowledged ones",
      "1:a regression that lasts, or work that left its noise in the last run; not acknowledged",
      HistoryCommand.USAGE_CODE
    })
final class TrendsCommand implements Callable<Integer> {
  @Mixin private HistoryFolder folder;

  @Option(
      names = "--simulation",
      paramLabel = "<name>",
      description = "Only this simulation, such as ApiSimulation.")
  private String simulation;

  @Option(
      names = "--profile",
      paramLabel = "<name>",
      description = "Only this profile, such as smoke.")
  private String profile;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RunHistory history = folder.history();
    RunHistory.Content content = history.read();
    Acknowledgements acknowledgements = new Acknowledgements(folder.path());
    Acknowledgements.Content acknowledged = acknowledgements.read();
    PrintWriter err = spec.commandLine().getErr();
    HistoryFolder.print(err, history.file(), content.skipped());
    HistoryFolder.print(err, acknowledgements.file(), acknowledged.skipped());
    if (content.runs().isEmpty()) {
      out.println(HistoryCommand.noRun(history));
      return ExitCode.PASS;
    }
    TrendReport report = TrendReport.of(content.runs(), acknowledged.all());
    List<Trend> trends = report.trends().stream().filter(this::isSelected).toList();
    if (trends.isEmpty()) {
      out.printf(
          "No valid run in %s%s; the history has %s.%n",
          history.file(),
          simulation == null && profile == null ? "" : " matches the options",
          choices(content));
      return ExitCode.PASS;
    }
    out.print(TrendTable.of(trends));
    List<LatestWork> moved = moved(content.runs(), acknowledged.all());
    moved.forEach(latest -> out.printf("%n%s", TrendTable.of(latest)));
    List<Trend> regressions = new TrendReport(trends).regressions();
    if (!regressions.isEmpty()) {
      out.println();
      out.print(summary(regressions));
    }
    return regressions.isEmpty() && moved.stream().noneMatch(LatestWork::isRegression)
        ? ExitCode.PASS
        : ExitCode.BROKEN;
  }

  private List<LatestWork> moved(List<HistoryEntry> runs, List<Acknowledgement> acknowledged) {
    return LatestWork.of(runs, acknowledged).stream()
        .filter(latest -> isSelected(latest.run().simulation(), latest.run().profile()))
        .filter(latest -> !latest.moved().isEmpty())
        .toList();
  }

  private boolean isSelected(Trend trend) {
    return isSelected(trend.series().simulation(), trend.series().profile());
  }

  private boolean isSelected(String simulation, String profile) {
    return (this.simulation == null || this.simulation.equalsIgnoreCase(simulation))
        && (this.profile == null || this.profile.equals(profile));
  }

  private static String choices(RunHistory.Content content) {
    return content.runs().stream()
        .map(run -> PlainText.of(run.simulation()) + " with profile " + PlainText.of(run.profile()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String summary(List<Trend> regressions) {
    Trend first = regressions.get(0);
    // The command is one line, so that it can be copied.
    return "Figures with a regression: %d. If the new level of %s is right, run (the first run may be one off):%n  ci/loadtest acknowledge %s --figure '%s' --reason \"...\"%n"
        .formatted(
            regressions.size(),
            PlainText.of(first.series().figure().key()),
            PlainText.of(first.series().points().get(first.alert().index()).run()),
            PlainText.of(first.series().figure().key()));
  }
}
