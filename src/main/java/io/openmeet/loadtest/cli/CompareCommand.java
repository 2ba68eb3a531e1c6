package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.comparison.RunComparison;
import io.openmeet.loadtest.reports.ComparisonReport;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows two runs side by side. */
@Command(
    name = "compare",
    description =
        "Shows two runs side by side: verdicts, service levels, figures, requests and work for each request; the largest changes come first.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the runs were compared, whatever the difference",
      "2:wrong usage, or a needed file cannot be read or written"
    })
final class CompareCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "<baseline>",
      description =
          "The run to compare with: its folder, or the folder's name below target/gatling.")
  private Path baseline;

  @Parameters(index = "1", paramLabel = "<run>", description = "The other run, named likewise.")
  private Path run;

  @Option(names = "--markdown", description = "Prints Markdown, for example for a pull request.")
  private boolean markdown;

  @Option(
      names = "--html",
      paramLabel = "<file>",
      description = "Also writes a page, in one file that needs no network.")
  private Path html;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    requirePlaceForPage();
    Path before = RunArgument.folder(baseline);
    Path after = RunArgument.folder(run);
    if (Files.isSameFile(before, after)) {
      throw new ConfigurationException(
          "compare: expected two different runs, found %s twice.".formatted(before));
    }
    RunComparison comparison =
        RunComparison.of(RunDirectory.read(before), RunDirectory.read(after));
    if (html != null) {
      ComparisonReport.html(comparison, html);
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(
        markdown ? ComparisonReport.markdown(comparison) : ComparisonReport.console(comparison));
    return ExitCode.PASS;
  }

  private void requirePlaceForPage() {
    if (html != null
        && (Files.isDirectory(html) || !Files.isDirectory(html.toAbsolutePath().getParent()))) {
      throw new ConfigurationException(
          "--html: expected a file in a folder that exists, found %s.".formatted(html));
    }
  }
}
