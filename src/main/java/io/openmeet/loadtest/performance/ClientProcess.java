package io.openmeet.loadtest.performance;

import io.openmeet.loadtest.launch.ChildProcess;
import io.openmeet.loadtest.launch.LoadTestClasses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Makes visits to the web client in a JVM of its own, which has the browser. */
public final class ClientProcess implements ClientMeasurement.Visitor {
  /** Arguments: the tuning, the number of visits, and the file to write. */
  private static final String MAIN_CLASS = "io.openmeet.loadtest.bench.ClientVisitor";

  /** So many that the slow quarter of their documents has five. */
  private static final int VISITS = 10;

  private final LoadTestClasses classes;
  private final Path project;

  /**
   * @param project folder with the git repository
   */
  public ClientProcess(LoadTestClasses classes, Path project) {
    this.classes = classes;
    this.project = project;
  }

  @Override
  public void visit(Tuning tuning, Path result, Path log) throws IOException, InterruptedException {
    List<String> command = classes.program(MAIN_CLASS);
    command.addAll(
        List.of(tuning.label(), Integer.toString(VISITS), result.toAbsolutePath().toString()));
    try (ChildProcess process =
        ChildProcess.start(
            new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile()),
            "correct JAVA_HOME")) {
      if (process.waitFor() != 0) {
        throw new IOException(
            "The web client (%s) could not be visited: %s (see %s)"
                .formatted(tuning.label(), lastLine(log), log));
      }
    }
  }

  private static String lastLine(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("it printed nothing");
  }
}
