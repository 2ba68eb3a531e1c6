package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.launch.ChildProcess;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes each run in a new Maven process. The run's line in the history names the run's folder; a
 * run that did not get to its end adds none.
 */
public final class MavenRuns implements LoadRun.Maker {
  private final Path project;
  private final Path results;
  private final Map<String, String> environment;

  /**
   * @param project folder with the pom
   * @param results folder of all runs, such as target/gatling
   * @param environment with MAVEN_HOME, if Maven is not on the PATH
   */
  public MavenRuns(Path project, Path results, Map<String, String> environment) {
    this.project = project;
    this.results = results;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Path make(LoadRun run) throws IOException, InterruptedException {
    RunHistory history = new RunHistory(run.history());
    List<String> before = runs(history);
    int code = maven(run).waitFor();
    List<String> made = new ArrayList<>(runs(history));
    made.removeAll(before);
    if (made.isEmpty()) {
      throw new IOException(
          "`mvn gatling:test` ended with exit code %d and without a result: %s. Maven's output is in %s."
              .formatted(code, lastError(run.log()), run.log()));
    }
    return results.resolve(made.get(made.size() - 1));
  }

  private ChildProcess maven(LoadRun run) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command(run))
            .directory(project.toFile())
            .redirectErrorStream(true)
            .redirectOutput(run.log().toFile());
    builder.environment().putAll(run.environment());
    return ChildProcess.start(builder, "install Maven, or set MAVEN_HOME");
  }

  private List<String> command(LoadRun run) {
    List<String> command = new ArrayList<>(List.of(maven(), "-B", "gatling:test"));
    command.addAll(run.options());
    command.add("-Dgatling.simulationClass=" + run.simulation());
    command.add("-Dprofile=" + run.profile());
    command.add("-Dhistory=" + run.history().toAbsolutePath());
    return command;
  }

  private String maven() {
    String home = environment.getOrDefault("MAVEN_HOME", "");
    Path inHome = Path.of(home, "bin", "mvn");
    return !home.isBlank() && Files.isExecutable(inHome) ? inHome.toString() : "mvn";
  }

  private static List<String> runs(RunHistory history) throws IOException {
    return history.read().runs().stream().map(HistoryEntry::run).toList();
  }

  private static String lastError(Path log) throws IOException {
    return Files.readString(log, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("[ERROR] "))
        .map(line -> line.substring("[ERROR] ".length()).strip())
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("it printed no error")
        .replaceFirst("\\.$", "");
  }
}
