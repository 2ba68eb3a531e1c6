package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.Distribution.Failure;
import io.openmeet.loadtest.launch.Distribution.Outcome;
import io.openmeet.loadtest.launch.StartedInjector;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.results.ObservationsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is done with the runs that the injectors of one command left: they are merged, and then only
 * the merged run is kept. If an injector failed, the files of all are kept as they are.
 *
 * @param work folder with the files of the injectors
 * @param merged folder of the merged run
 * @param merge merges runs and prints the result
 */
record DistributedRun(Path work, Path merged, RunMerge merge, PrintWriter out) {
  /** The injector's console output, in the folder of its run. */
  private static final String CONSOLE = "console.log";

  private static final String TARGETS_OUTPUT = "reference-api.log";

  /**
   * @param targetLog output of a reference API that was started for the run
   * @return the command's exit code
   */
  int conclude(Outcome outcome, Optional<Path> targetLog) throws IOException, InterruptedException {
    outcome.failure().ifPresent(this::print);
    List<Path> runs = runs(outcome.injectors());
    if (runs.stream().noneMatch(DistributedRun::isComplete)) {
      out.println("There is no complete run to merge; what the injectors left is in " + work + ".");
      targetLog.ifPresent(this::printTargetLog);
      return ExitCode.INVALID_RUN;
    }
    int code = merge.of(runs, merged);
    if (targetLog.isPresent()) {
      printTargetLog(Files.move(targetLog.get(), merged.resolve(TARGETS_OUTPUT)));
    }
    if (outcome.failure().isPresent()) {
      out.println("What the injectors left is in " + work + ".");
      return ExitCode.INVALID_RUN;
    }
    delete(work);
    return code;
  }

  private static boolean isComplete(Path run) {
    return Files.exists(run.resolve(ObservationsFile.NAME));
  }

  private static List<Path> runs(List<StartedInjector> injectors) throws IOException {
    List<Path> runs = new ArrayList<>();
    for (StartedInjector injector : injectors) {
      Optional<Path> run = injector.folder();
      if (run.isPresent()) {
        Files.copy(injector.log(), run.get().resolve(CONSOLE));
        runs.add(run.get());
      }
    }
    return runs;
  }

  private void print(Failure failure) {
    out.println("INVALID: " + failure.reason());
    if (!failure.lastLines().isEmpty()) {
      out.printf("The end of its output (%s):%n", failure.log());
      failure.lastLines().forEach(line -> out.println("  " + PlainText.of(line)));
    }
    out.println();
  }

  private void printTargetLog(Path log) {
    out.println("See what the reference API logged: " + log);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
