package io.openmeet.loadtest.simulationlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
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

/** Runs Gatling itself, in a JVM of its own, and finds what it wrote. */
public final class GatlingRun {
  private static final int MOST_SECONDS = 120;

  private GatlingRun() {}

  /**
   * Runs the {@link SampleSimulation} against a small server whose answers take 0 to 96 ms.
   *
   * @param results where Gatling puts the run's folder
   * @return the run's folder, with the log and the report
   */
  public static Path sample(Path results, int usersPerScenario, int seconds, String... jvmOptions)
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
      List<String> options = new ArrayList<>(List.of(jvmOptions));
      options.add(
          "-D%s=http://127.0.0.1:%d"
              .formatted(SampleSimulation.BASE_URL, server.getAddress().getPort()));
      options.add("-D%s=%d".formatted(SampleSimulation.USERS, usersPerScenario));
      options.add("-D%s=%d".formatted(SampleSimulation.SECONDS, seconds));
      run(results, options, List.of("-s", SampleSimulation.class.getName()));
    } finally {
      server.stop(0);
      timer.shutdownNow();
    }
    return onlyFolderIn(results);
  }

  /** Lets Gatling generate its report for the log in {@code results/run}. */
  public static void report(Path results, String run) throws IOException, InterruptedException {
    run(results, List.of(), List.of("-ro", run));
  }

  private static void run(Path results, List<String> jvmOptions, List<String> arguments)
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
      if (!gatling.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || gatling.exitValue() != 0) {
        throw new IllegalStateException("Gatling failed:\n" + Files.readString(output.toPath()));
      }
    } finally {
      gatling.destroyForcibly();
      Files.delete(output.toPath());
    }
  }

  private static Path onlyFolderIn(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results)) {
      return folders.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  private static void answer(HttpExchange exchange, int status) {
    try (exchange) {
      exchange.sendResponseHeaders(status, -1);
    } catch (IOException e) {
      // The simulation has ended and does not wait for it.
    }
  }
}
