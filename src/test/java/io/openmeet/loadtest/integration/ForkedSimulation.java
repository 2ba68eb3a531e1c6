package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
  /** In the properties of a run, a folder to put before its class path; no system property. */
  public static final String CLASS_PATH_BEFORE = "class path before";

  private static final long LIMIT_SECONDS = 120;
  private static final int ATTEMPTS = 3;
  private static final int WIDTH = 120;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** One attempt at a run that may have to be repeated. */
  @FunctionalInterface
  interface Attempt {
    /**
     * @param folder for the results of this attempt alone
     */
    Result in(Path folder) throws Exception;
  }

  /**
   * @param exitCode of the JVM
   * @param output standard output and error
   * @param results folder that holds the run's folder
   */
  public record Result(int exitCode, String output, Path results) {
    /** The lines that begin with a text, without the blanks around them. */
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

    /** The run's results.json. */
    JsonNode resultsJson() throws IOException {
      return JSON.readTree(runFolder().resolve("results.json").toFile());
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

    /** Lines that do not fit a terminal, except paths and messages of other programs. */
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
   * Repeats it like {@link #untilValid}.
   */
  public static Result run(
      Class<? extends MeasuredSimulation> simulation, Path results, Map<String, String> properties)
      throws Exception {
    return untilValid(results, folder -> run(command(simulation, folder, properties), folder));
  }

  /** Repeats a run that is INVALID, because another program may have kept this machine busy. */
  static Result untilValid(Path results, Attempt attempt) throws Exception {
    Result result = null;
    for (int number = 1; number <= ATTEMPTS; number++) {
      result = attempt.in(Files.createDirectories(results.resolve("attempt-" + number)));
      if (result.lines("INVALID: ").isEmpty()) {
        return result;
      }
      System.out.printf("INVALID, attempt %d: %s%n", number, result.reason());
    }
    return result;
  }

  /** Runs a command, such as that of {@link #command}, and waits for its end. */
  public static Result run(List<String> command, Path results)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("simulation", ".txt");
    try {
      return waitFor(start(command, output), output, results);
    } finally {
      Files.delete(output);
    }
  }

  /** Waits for the end of a run that {@link #start} started. */
  static Result waitFor(Process process, Path output, Path results)
      throws IOException, InterruptedException {
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertTrue(ended, () -> "the run does not end\n" + text);
    return new Result(process.exitValue(), text, results);
  }

  /** Starts a command that writes its output to a file, and does not wait for its end. */
  public static Process start(List<String> command, Path output) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .redirectInput(Path.of("/dev/null").toFile())
        .start();
  }

  /** The command with which the Gatling plugin would start a simulation. */
  public static List<String> command(
      Class<? extends MeasuredSimulation> simulation,
      Path results,
      Map<String, String> properties) {
    return command(simulation.getName(), results, properties);
  }

  /**
   * The same for a class that this JVM does not know.
   *
   * @param simulation with its package
   */
  static List<String> command(String simulation, Path results, Map<String, String> properties) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("profile", "smoke");
    all.put("loadtest.results", results.toString());
    all.put("history", results.resolve("history").toString());
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
            simulation,
            "-rf",
            results.toString()));
    if (Boolean.parseBoolean(properties.get("loadtest.noReports"))) {
      command.add("-nr");
    }
    return command;
  }
}
