package io.openmeet.loadtest.simulationlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.gatling.commons.util.GatlingVersion;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Runs Gatling itself in a separate JVM, and finds what it wrote. */
public final class GatlingRun {
  /** Gatling creates reports only for logs of its own version. */
  public static final String VERSION = GatlingVersion.ThisVersion().fullVersion();

  private static final int MOST_SECONDS = 120;

  private GatlingRun() {}

  /** For {@code ci/sample-logs}: the sample of the Gatling on the class path, of two users. */
  public static void main(String[] folder) throws IOException, InterruptedException {
    System.out.println(sample(Files.createDirectories(Path.of(folder[0])), 2, 1));
  }

  /** Waits for Gatling; returns whether it ended as intended. */
  private interface Ending {
    boolean of(Process gatling) throws IOException, InterruptedException;
  }

  private static final Ending SUCCESS =
      gatling -> gatling.waitFor(MOST_SECONDS, TimeUnit.SECONDS) && gatling.exitValue() == 0;

  /**
   * Runs the {@link SampleSimulation} against a small server whose answers take 0 to 96 ms.
   *
   * @param results where Gatling puts the run's folder
   * @return the run's folder, with the log and the report
   */
  public static Path sample(Path results, int usersPerScenario, int seconds)
      throws IOException, InterruptedException {
    return sample(results, usersPerScenario, seconds, SUCCESS);
  }

  /** The same, but Gatling is killed when the log has that many bytes. */
  static Path killed(Path results, long bytes) throws IOException, InterruptedException {
    return sample(
        results,
        1_000,
        60,
        gatling -> {
          for (int tries = 0; tries < MOST_SECONDS * 20; tries++) {
            if (gatling.waitFor(50, TimeUnit.MILLISECONDS)) {
              return false;
            }
            Path run = onlyFolderIn(results);
            Path log = run == null ? null : run.resolve("simulation.log");
            if (log != null && Files.exists(log) && Files.size(log) >= bytes) {
              return gatling.destroyForcibly().waitFor(MOST_SECONDS, TimeUnit.SECONDS);
            }
          }
          return false;
        });
  }

  private static Path sample(Path results, int usersPerScenario, int seconds, Ending ending)
      throws IOException, InterruptedException {
    ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/answer",
        exchange ->
            timer.schedule(
                () -> answer(exchange, 200),
                requests.getAndIncrement() * 7 % 97,
                TimeUnit.MILLISECONDS));
    server.createContext("/refuse", exchange -> answer(exchange, 503));
    server.start();
    try {
      List<String> options =
          List.of(
              "-D%s=http://127.0.0.1:%d"
                  .formatted(SampleSimulation.BASE_URL, server.getAddress().getPort()),
              "-D%s=%d".formatted(SampleSimulation.USERS, usersPerScenario),
              "-D%s=%d".formatted(SampleSimulation.SECONDS, seconds));
      run(results, options, List.of("-s", SampleSimulation.class.getName()), ending);
    } finally {
      server.stop(0);
      timer.shutdownNow();
    }
    return onlyFolderIn(results);
  }

  /** Lets Gatling generate its report for the log in {@code results/run}. */
  public static void report(Path results, String run) throws IOException, InterruptedException {
    run(results, List.of(), List.of("-ro", run), SUCCESS);
  }

  private static void run(
      Path results, List<String> jvmOptions, List<String> arguments, Ending ending)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Gatling's log writer reaches into String.
    command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.gatling.app.Gatling");
    command.addAll(arguments);
    command.addAll(List.of("-rf", results.toString()));
    File output = Files.createTempFile("gatling", ".out").toFile();
    Process gatling =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
    try {
      if (!ending.of(gatling)) {
        throw new IllegalStateException("Gatling failed:\n" + Files.readString(output.toPath()));
      }
    } finally {
      gatling.destroyForcibly();
      Files.delete(output.toPath());
    }
  }

  private static Path onlyFolderIn(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results)) {
      return folders.filter(Files::isDirectory).findFirst().orElse(null);
    }
  }

  private static void answer(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    } catch (IOException e) {
      // The simulation has ended and does not wait for the answer.
    }
  }
}
