package io.openmeet.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/** The reference API in a JVM of its own, as the load tests start it. For tests. */
public final class RunningApi implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static RunningApi shared;

  private final Process process;
  private final JsonNode handshake;

  private RunningApi(Process process, JsonNode handshake) {
    this.process = process;
    this.handshake = handshake;
  }

  /** One instance for all tests that do not change it; it ends with the tests' JVM. */
  public static synchronized RunningApi shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /**
   * Starts an instance; fails if it does not become ready.
   *
   * @param settings such as {@code port=8080}, without {@code reference.}
   */
  public static RunningApi start(String... settings) {
    RunningApi api = tryStart(settings);
    if (!api.isReady()) {
      throw new AssertionError("the reference API did not start: " + api.handshake);
    }
    return api;
  }

  /** Starts an instance and waits for its line on standard output. */
  public static RunningApi tryStart(String... settings) {
    return launch(List.of(), settings);
  }

  /**
   * Starts an instance from within another command.
   *
   * @param wrapper a command that runs the instance; it must replace its process with it (exec)
   */
  public static RunningApi launch(List<String> wrapper, String... settings) {
    return launch(wrapper, System.getProperty("java.class.path"), settings);
  }

  /**
   * Starts an instance with files of its own.
   *
   * @param before is searched before the rest of the class path
   */
  public static RunningApi tryStartWith(Path before, String... settings) {
    return launch(
        List.of(), before + File.pathSeparator + System.getProperty("java.class.path"), settings);
  }

  private static RunningApi launch(List<String> wrapper, String classPath, String... settings) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-Dreference.stopWithStdin=true"));
    for (String setting : settings) {
      command.add("-Dreference." + setting);
    }
    command.addAll(List.of("-cp", classPath, ReferenceApi.class.getName()));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = output.readLine();
      if (line == null) {
        throw new AssertionError("the reference API printed nothing");
      }
      return new RunningApi(process, JSON.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isReady() {
    return handshake.path("event").asText().equals("ready");
  }

  public JsonNode handshake() {
    return handshake;
  }

  public String baseUrl() {
    return handshake.path("baseUrl").asText();
  }

  public ApiClient client() {
    return new ApiClient(baseUrl());
  }

  /** PostgreSQL and Redis, as started with the API; without those that have ended. */
  public List<ProcessHandle> children() {
    return StreamSupport.stream(handshake.path("childPids").spliterator(), false)
        .map(pid -> ProcessHandle.of(pid.asLong()))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Where the embedded PostgreSQL listens on loopback; its user is postgres. */
  public int databasePort() {
    return Integer.parseInt(argument(children().get(0), "-p"));
  }

  /** Where the embedded Redis listens on loopback. */
  public int redisPort() {
    return Integer.parseInt(argument(children().get(1), "--port"));
  }

  /** The folder with the bytes of recordings, next to the data of the embedded PostgreSQL. */
  public Path recordings() {
    return Path.of(argument(children().get(0), "-D")).resolveSibling("recordings");
  }

  /** The value of an option on a server's command line. */
  static String argument(ProcessHandle server, String option) {
    String[] arguments = server.info().arguments().orElseThrow();
    return arguments[List.of(arguments).indexOf(option) + 1];
  }

  public Process process() {
    return process;
  }

  /**
   * Closes standard input, as the end of the starting program does, and waits until the process
   * ends.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    exitCode();
  }

  /** Waits until the process ends. */
  public int exitCode() {
    try {
      if (!process.waitFor(15, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the reference API did not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
