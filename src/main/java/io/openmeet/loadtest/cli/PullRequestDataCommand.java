package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.reports.PullRequestReport;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes what a night has to say in a pull request. */
@Command(
    name = "pull-request-data",
    description =
        "Writes what a night of ci/nightly has to say in a pull request into a file of data, for a job that may comment.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:the file is written", "2:wrong usage, or a needed file cannot be read"})
final class PullRequestDataCommand implements Callable<Integer> {
  @Option(
      names = "--night",
      required = true,
      paramLabel = "<name>",
      description = "Name of a night that has ended.")
  private String night;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "<file>",
      description = "The file to write.")
  private Path out;

  @Mixin private HistoryFolder history;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Nights nights = new Nights(RunArgument.RESULTS.toAbsolutePath());
    List<Night> ended = nights.all().stream().filter(Night::hasEnded).toList();
    Night found =
        ended.stream()
            .filter(one -> one.id().equals(night))
            .findFirst()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "--night: expected the name of a night in %s that has ended (%s), found \"%s\"."
                            .formatted(
                                nights.results().resolve(Nights.FOLDER),
                                ended.stream().map(Night::id).collect(Collectors.joining(", ")),
                                PlainText.of(night))));
    PullRequestReport.data(found, nights, history.history()).write(out.toAbsolutePath());
    spec.commandLine().getOut().println("Written: " + out);
    return ExitCode.PASS;
  }
}
