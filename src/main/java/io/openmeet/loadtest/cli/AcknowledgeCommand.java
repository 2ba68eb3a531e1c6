package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.reports.TextTable;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.Acknowledgements;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Declares that a changed level is known. */
@Command(
    name = "acknowledge",
    description =
        "Declares that figures have a new level since a run, and why: earlier runs are no baseline for them any more.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:it is written, removed or printed", HistoryCommand.USAGE_CODE})
final class AcknowledgeCommand implements Callable<Integer> {
  private static final int MOST_CHOICES = 10;

  @Mixin private HistoryFolder folder;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "<run>",
      description = "The first run of the new level: the name of its folder.")
  private String run;

  @Option(
      names = "--figure",
      paramLabel = "<key>",
      description = "Only this figure, such as api-p95, as trends prints it; default: all.")
  private String figure;

  @Option(
      names = "--reason",
      paramLabel = "<text>",
      description = "Why the new level is right, for everybody who reads the history.")
  private String reason;

  @Option(
      names = "--undo",
      description = "Removes the acknowledgements of the run, or only that of --figure.")
  private boolean undo;

  @Option(names = "--list", description = "Prints all acknowledgements.")
  private boolean list;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Acknowledgements known = new Acknowledgements(folder.path());
    Acknowledgements.Content content = known.read();
    HistoryFolder.print(spec.commandLine().getErr(), known.file(), content.skipped());
    if (list) {
      require(run == null && figure == null && reason == null && !undo, "--list: expected alone");
      print(content.all());
      return ExitCode.PASS;
    }
    require(run != null, "acknowledge: expected the name of a run, or --list, found none");
    if (undo) {
      require(reason == null, "--reason: expected none with --undo");
      remove(known, content);
    } else {
      add(known);
    }
    return ExitCode.PASS;
  }

  private static void require(boolean holds, String mistake) {
    if (!holds) {
      throw new ConfigurationException(mistake + ".");
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void add(Acknowledgements known) throws IOException {
    require(
        reason != null && !reason.isBlank(),
        "--reason: expected why the new level is right, found none");
    RunHistory history = folder.history();
    HistoryEntry entry = entry(history);
    requireFigure(entry);
    known.append(Acknowledgement.of(entry, figure, reason));
    out()
        .printf(
            "Since %s, %s a new level; see ci/loadtest trends.%n",
            PlainText.of(run), figure == null ? "all figures have" : PlainText.of(figure) + " has");
  }

  private HistoryEntry entry(RunHistory history) throws IOException {
    List<HistoryEntry> runs = history.read().runs();
    List<HistoryEntry> valid =
        runs.stream().filter(entry -> entry.verdict() != RunVerdict.INVALID).toList();
    return valid.stream()
        .filter(entry -> entry.run().equals(run))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    valid.isEmpty()
                        ? HistoryCommand.noRun(history)
                        : "%s: expected a run of %s that is not INVALID; its newest ones are %s."
                            .formatted(PlainText.of(run), history.file(), newest(valid))));
  }

  private static String newest(List<HistoryEntry> runs) {
    return joined(
        runs.subList(Math.max(0, runs.size() - MOST_CHOICES), runs.size()).stream()
            .map(HistoryEntry::run));
  }

  private static String joined(Stream<String> choices) {
    return choices.map(PlainText::of).collect(Collectors.joining(", "));
  }

  private void requireFigure(HistoryEntry entry) {
    List<String> levels = entry.slas().stream().map(level -> level.id()).toList();
    List<String> work = entry.work().stream().map(measured -> measured.series()).toList();
    if (figure != null && !levels.contains(figure) && !work.contains(figure)) {
      throw new ConfigurationException(
          "--figure: expected a figure of that run, found \"%s\"; the figures are %s%s."
              .formatted(
                  PlainText.of(figure),
                  joined(Stream.concat(levels.stream(), work.stream().limit(MOST_CHOICES))),
                  work.size() > MOST_CHOICES
                      ? " and %d more of work".formatted(work.size() - MOST_CHOICES)
                      : ""));
    }
  }

  private void remove(Acknowledgements known, Acknowledgements.Content content) throws IOException {
    List<Acknowledgement> removed = content.all().isEmpty() ? List.of() : known.remove(run, figure);
    if (removed.isEmpty()) {
      throw new ConfigurationException(
          content.all().isEmpty()
              ? "%s has no acknowledgement to remove.".formatted(known.file())
              : "%s: expected an acknowledged run%s; acknowledged are %s."
                  .formatted(
                      PlainText.of(run),
                      figure == null ? "" : " and figure",
                      joined(content.all().stream().map(AcknowledgeCommand::name).distinct())));
    }
    print(removed);
    out().printf("Removed: %d.%n", removed.size());
  }

  private static String name(Acknowledgement known) {
    return known.figure() == null ? known.run() : known.run() + " with " + known.figure();
  }

  private void print(List<Acknowledgement> all) {
    if (all.isEmpty()) {
      out().println("No change is acknowledged.");
      return;
    }
    TextTable table = new TextTable("Run", "Figure", "Reason");
    for (Acknowledgement known : all) {
      table.row(
          PlainText.of(known.run()),
          known.figure() == null ? "all" : PlainText.of(known.figure()),
          PlainText.of(known.reason()));
    }
    out().print(table);
  }
}
