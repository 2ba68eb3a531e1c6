package io.openmeet.loadtest.integration;

import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.settings.JvmOptions;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A simulation run as Maven runs it: by gatling-app, in a separate JVM. */
public final class ForkedSimulation {
  /** Not a property of the run: a folder to put before the class path. */
  public static final String CLASS_PATH_BEFORE = "class path before";

  private static final long LIMIT_SECONDS = 120;
  private static final int ATTEMPTS = 3;
  private static final int WIDTH = 120;

  /**
   * @param exitCode of the JVM
   * @param output standard output and error
   * @param results folder that holds the run's folder
   */
  public record Result(int exitCode, String output, Path results) {
    /** The lines that begin with this, after stripping. */
    public List<String> lines(String start) {
      return output.lines().map(String::strip).filter(line -> line.startsWith(start)).toList();
    }

    /** The first reason of the verdict. */
    String reason() {
      return output
          .lines()
          .dropWhile(line -> !line.matches("(PASS|FAIL|INVALID): .*"))
          .skip(1)
          .findFirst()
          .orElse("")
          .strip();
    }

    /** What Gatling printed for assertions that did not hold. */
    public List<String> brokenAssertions() {
      return output.lines().filter(line -> line.matches(".* : false \\(.*")).toList();
    }

    /** Service levels that the table does not show as met. */
    public List<String> levelsNotMet() {
      return output
          .lines()
          .filter(line -> line.matches(".*\\b(BROKEN|NO DATA)$"))
          .map(line -> line.split("\\s{2,}")[0])
          .toList();
    }

    /** Lines wider than a terminal, except lines with a path and messages of other programs. */
    public List<String> tooWide() {
      return output
          .lines()
          .filter(line -> line.length() > WIDTH)
          .filter(line -> !line.matches(".*/\\S{20,}.*") && !line.matches("\\d\\d:\\d\\d:.*"))
          .toList();
    }

    public Path runFolder() throws IOException {
      try (Stream<Path> folders = Files.list(results)) {
        return folders
            .filter(folder -> Files.exists(folder.resolve("simulation.log")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no run in " + results + "\n" + output));
      }
    }
  }

  private ForkedSimulation() {}

  /**
   * Runs it, in the smoke profile unless the properties say otherwise, and waits for its end.
   * Repeats a run that is INVALID because another program kept this machine busy.
   */
  public static Result run(
      Class<? extends MeasuredSimulation> simulation, Path results, Map<String, String> properties)
      throws IOException, InterruptedException {
    Result result = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Path folder = Files.createDirectories(results.resolve("attempt-" + attempt));
      result = run(command(simulation, folder, properties), folder);
      if (result.lines("INVALID: ").isEmpty()) {
        return result;
      }
      System.out.printf("INVALID, attempt %d: %s%n", attempt, result.reason());
    }
    return result;
  }

  /** Runs a command whose output this project prints, and waits for its end. */
  public static Result run(List<String> command, Path results)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("simulation", ".txt");
    try {
      Process process = start(command, output);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      return new Result(
          process.exitValue(), Files.readString(output, StandardCharsets.UTF_8), results);
    } finally {
      Files.delete(output);
    }
  }

  /** Starts it and does not wait. */
  public static Process start(List<String> command, Path output) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  /** The command with which the Gatling plugin would start it. */
  public static List<String> command(
      Class<? extends MeasuredSimulation> simulation,
      Path results,
      Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("profile", "smoke");
    all.put("loadtest.results", results.toString());
    if (!properties.containsKey("baseUrl")) {
      all.put("reference.dataFolder", Path.of("target", "reference").toAbsolutePath().toString());
    }
    all.putAll(properties);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(JvmOptions.INJECTOR.argument());
    String classPath = System.getProperty("java.class.path");
    String before = all.remove(CLASS_PATH_BEFORE);
    all.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(
        List.of(
            "-cp",
            before == null ? classPath : before + File.pathSeparator + classPath,
            "io.gatling.app.Gatling",
            "-s",
            simulation.getName(),
            "-rf",
            results.toString()));
    if (Boolean.parseBoolean(properties.get("loadtest.noReports"))) {
      command.add("-nr");
    }
    return command;
  }
}
