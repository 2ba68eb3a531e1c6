package io.openmeet.loadtest.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.PropertyGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A reference API in a separate JVM. On its standard output, it prints one line of JSON with its
 * address or the reason why it did not start. It stops by itself when its standard input ends: that
 * happens when this process ends for any reason.
 */
public final class ReferenceServer implements AutoCloseable {
  /** A text instead of a class, because the load tests share no code with the reference API. */
  private static final String MAIN_CLASS = "io.openmeet.reference.ReferenceApi";

  /**
   * The system property with which a run is told what kind of target it has, if the program that
   * started the run also started the reference API.
   */
  public static final String KIND = "loadtest.targetKind";

  static final String DATA_FOLDER = "reference.dataFolder";

  /** Settings that only say where the API is. */
  private static final Set<String> PLACES = Set.of(DATA_FOLDER, "reference.port");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int START_SECONDS = 120;
  private static final int STOP_SECONDS = 10;

  private final Process process;
  private final ReferenceLog log;
  private final URI baseUrl;
  private final List<ProcessHandle> children = new ArrayList<>();

  private ReferenceServer(Process process, ReferenceLog log, JsonNode ready) {
    this.process = process;
    this.log = log;
    this.baseUrl = URI.create(ready.path("baseUrl").asText());
    ready.path("childPids").forEach(pid -> ProcessHandle.of(pid.asLong()).ifPresent(children::add));
    process.onExit().thenRun(this::endChildren);
  }

  /** Whether the project has a reference API: a team with an API of its own may have deleted it. */
  public static boolean isKnownTo(ClassLoader classes) {
    return classes.getResource(MAIN_CLASS.replace('.', '/') + ".class") != null;
  }

  /**
   * Returns when the API is ready.
   *
   * @param settings of the API, whose keys begin with {@code reference.}, and where its accounts
   *     come from ({@link Property#FEEDERS}); others are ignored
   * @param dataFolder for its data and its log; created when it does not exist
   * @throws ConfigurationException with the API's own message when it does not start
   */
  public static ReferenceServer start(
      LoadTestClasses classes, Map<String, String> settings, Path dataFolder) {
    ReferenceLog log = ReferenceLog.in(dataFolder);
    try {
      return start(command(classes, settings, dataFolder), log);
    } catch (ConfigurationException notStarted) {
      log.deleteIfEmpty();
      throw new ConfigurationException(notStarted.getMessage() + log.hint(), notStarted);
    }
  }

  private static ReferenceServer start(List<String> command, ReferenceLog log) {
    Process process = startJvm(command, log);
    var tooLate =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    try {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        JsonNode message = message(line);
        if (message.path("event").asText().equals("ready")) {
          return new ReferenceServer(process, log, message);
        }
        if (message.path("event").asText().equals("failed")) {
          process.destroy();
          throw new ConfigurationException(message.path("message").asText());
        }
      }
    } catch (IOException unreadable) {
      process.destroyForcibly();
      throw new ConfigurationException(
          "The output of the reference API cannot be read: %s.".formatted(unreadable.getMessage()),
          unreadable);
    } finally {
      tooLate.cancel(false);
    }
    throw new ConfigurationException(
        "The reference API was not ready within %d s, or stopped before that."
            .formatted(START_SECONDS));
  }

  private static Process startJvm(List<String> command, ReferenceLog log) {
    ProcessBuilder builder =
        new ProcessBuilder(LowPriority.of(command)).redirectError(log.redirect());
    // Unlike JAVA_TOOL_OPTIONS, this variable would override our own options.
    builder.environment().remove("_JAVA_OPTIONS");
    try {
      return builder.start();
    } catch (IOException noProcess) {
      throw new ConfigurationException(
          "The reference API's JVM does not start: %s.".formatted(noProcess.getMessage()),
          noProcess);
    }
  }

  /** The API's message on a line; a missing node when the line is something else. */
  private static JsonNode message(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }

  private static List<String> command(
      LoadTestClasses classes, Map<String, String> settings, Path dataFolder) {
    List<String> command = new ArrayList<>(classes.targetsJava());
    command.add("-Dreference.stopWithStdin=true");
    command.add("-D" + DATA_FOLDER + "=" + dataFolder.toAbsolutePath());
    ours(settings)
        .forEach(
            (key, value) -> {
              if (!key.equals(DATA_FOLDER)) {
                command.add("-D" + key + "=" + value);
              }
            });
    String feeders = settings.get(Property.FEEDERS.key());
    if (feeders != null) {
      command.add("-D" + Property.FEEDERS.key() + "=" + feeders);
    }
    command.addAll(List.of("-cp", classes.classPath(), MAIN_CLASS));
    return command;
  }

  private static SortedMap<String, String> ours(Map<String, String> settings) {
    SortedMap<String, String> ours = new TreeMap<>(settings);
    ours.keySet().removeIf(key -> !key.startsWith(PropertyGroup.REFERENCE.prefix()));
    return ours;
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /**
   * What kind of target an API with these settings is: with its tuning and faults, without {@link
   * #PLACES}. Runs against the same kind can be compared.
   */
  public static String kind(Map<String, String> settings) {
    SortedMap<String, String> kept = ours(settings);
    kept.keySet().removeAll(PLACES);
    return "reference API " + kept;
  }

  /** The file with the API's output; empty when it printed nothing. */
  public Optional<Path> log() {
    return log.file();
  }

  /** Ends the API's database and cache, in case the API had no time to end them. */
  private void endChildren() {
    children.forEach(ProcessHandle::destroy);
  }

  /** Asks the API to stop, and kills it when it does not; safe to call twice. */
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
    log.deleteIfEmpty();
  }
}
