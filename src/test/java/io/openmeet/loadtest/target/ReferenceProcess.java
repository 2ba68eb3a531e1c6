package io.openmeet.loadtest.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A reference API in its own JVM. It says on its standard output, in one line of JSON, where it is
 * or why it did not start, and stops by itself when its standard input ends: when this process
 * does, however it ends.
 */
final class ReferenceProcess implements AutoCloseable {
  /** By name: the load tests share no code with the fixture. */
  private static final String MAIN_CLASS = "io.openmeet.reference.ReferenceApi";

  private static final String PREFIX = "reference.";
  private static final String DATA_FOLDER = "reference.dataFolder";
  private static final Set<String> PLACES = Set.of(DATA_FOLDER, "reference.port");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final ReferenceLog log;
  private final URI baseUrl;
  private final List<ProcessHandle> children = new ArrayList<>();

  private ReferenceProcess(Process process, ReferenceLog log, JsonNode ready) {
    this.process = process;
    this.log = log;
    this.baseUrl = URI.create(ready.path("baseUrl").asText());
    ready.path("childPids").forEach(pid -> ProcessHandle.of(pid.asLong()).ifPresent(children::add));
    process.onExit().thenRun(this::endChildren);
  }

  /**
   * Returns when it is ready.
   *
   * @throws ConfigurationException with its own words when it does not start
   */
  static ReferenceProcess start() {
    ReferenceLog log = ReferenceLog.in(ProjectFolder.referenceData());
    try {
      return start(log);
    } catch (ConfigurationException notStarted) {
      log.dropIfEmpty();
      throw new ConfigurationException(notStarted.getMessage() + log.hint(), notStarted);
    }
  }

  private static ReferenceProcess start(ReferenceLog log) {
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(LowPriority.of(command())).redirectError(log.redirect());
      // Unlike JAVA_TOOL_OPTIONS, it would win over our own options.
      builder.environment().remove("_JAVA_OPTIONS");
      process = builder.start();
    } catch (IOException noProcess) {
      throw new ConfigurationException(
          "The reference API's JVM does not start: %s.".formatted(noProcess.getMessage()),
          noProcess);
    }
    var tooLate =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        JsonNode message = message(line);
        if (message.path("event").asText().equals("ready")) {
          return new ReferenceProcess(process, log, message);
        }
        if (message.path("event").asText().equals("failed")) {
          process.destroy();
          throw new ConfigurationException(message.path("message").asText());
        }
      }
    } catch (IOException unreadable) {
      process.destroyForcibly();
      throw new ConfigurationException(
          "The reference API cannot be heard: %s.".formatted(unreadable.getMessage()), unreadable);
    } finally {
      tooLate.cancel(false);
    }
    throw new ConfigurationException(
        "The reference API was not ready within %d s, or ended before.".formatted(START_SECONDS));
  }

  /** A line that is not its message is passed over. */
  private static JsonNode message(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }

  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(JvmOptions.TARGET.argument());
    command.add("-Dreference.stopWithStdin=true");
    command.add("-D" + DATA_FOLDER + "=" + ProjectFolder.referenceData().toAbsolutePath());
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> key.startsWith(PREFIX) && !key.equals(DATA_FOLDER))
        .sorted()
        .forEach(key -> command.add("-D" + key + "=" + System.getProperty(key)));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN_CLASS));
    return command;
  }

  URI baseUrl() {
    return baseUrl;
  }

  /** How it was asked to be, its tuning and faults among it; not where it is. */
  static SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    System.getProperties().stringPropertyNames().stream()
        .filter(key -> key.startsWith(PREFIX) && !PLACES.contains(key))
        .forEach(key -> settings.put(key, System.getProperty(key)));
    return settings;
  }

  /** What it printed, if anything. */
  Optional<Path> log() {
    return log.printed();
  }

  /** Its database and cache, in case it had no time to end them itself. */
  private void endChildren() {
    children.forEach(ProcessHandle::destroy);
  }

  /** Asks it to end, and ends it when it does not; safe to call twice. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException alreadyGone) {
      process.destroyForcibly();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    endChildren();
    log.dropIfEmpty();
  }
}
