package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.ResultsJson;
import io.openmeet.loadtest.results.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Computes a run's results again and prints the differences to results.json. */
@Command(
    name = "verify",
    description =
        "Recomputes every figure of results.json from the log and the observations, and prints those that differ; writes no file.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:results.json agrees with the log and the observations",
      "2:wrong usage, or a needed file cannot be read",
      "3:it does not agree"
    })
final class VerifyCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 50;

  @Mixin private RunArgument run;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = run.folder();
    List<String> differences = ResultsJson.differences(folder, RunDirectory.read(folder));
    differences.stream().limit(MOST_SHOWN).forEach(out::println);
    if (differences.size() > MOST_SHOWN) {
      out.printf("and %,d more%n", differences.size() - MOST_SHOWN);
    }
    Optional<String> objection = RunDirectory.objectionToLog(folder);
    if (objection.isPresent()) {
      out.println(objection.get());
      return ExitCode.INVALID_RUN;
    }
    if (!differences.isEmpty()) {
      out.printf(
          "%s: %,d figures differ from the log and the observations; `ci/loadtest report` writes them again.%n",
          folder.resolve(ResultsJson.NAME), differences.size());
      return ExitCode.INVALID_RUN;
    }
    out.printf("%s agrees with the log and the observations.%n", folder.resolve(ResultsJson.NAME));
    return ExitCode.PASS;
  }
}
