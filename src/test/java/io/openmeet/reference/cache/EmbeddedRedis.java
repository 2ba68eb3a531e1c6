package io.openmeet.reference.cache;

import io.openmeet.reference.CannotStart;
import io.openmeet.reference.process.ChildProcess;
import io.openmeet.reference.process.FreePort;
import io.openmeet.reference.process.Leftover;
import io.openmeet.reference.process.Supervised;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis in a process of its own: loopback only, nothing written to disk, memory bounded. */
public final class EmbeddedRedis {
  private static final Duration START_PATIENCE = Duration.ofSeconds(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 5;

  private final Supervised server;
  private final int port;

  private EmbeddedRedis(Supervised server, int port) {
    this.server = server;
    this.port = port;
  }

  public static EmbeddedRedis start(Path slot) {
    Path folder = slot.resolve("redis");
    Path log = slot.resolve("redis.log");
    try {
      Files.createDirectories(folder);
      ChildProcess process = null;
      for (Path program : programs(folder)) {
        Leftover.stopAll(program, "TERM");
      }
      for (Path program : programs(folder)) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
          int port = FreePort.find();
          process = ChildProcess.start(command(program, port), folder, log);
          if (awaitReady(process)) {
            List<String> again = command(program, port);
            return new EmbeddedRedis(
                new Supervised("Redis", process, () -> restart(again, folder, log)), port);
          }
          process.stop("KILL", STOP_PATIENCE);
          if (!process.logged("Address already in use")) {
            break;
          }
        }
      }
      throw new CannotStart(
          "The embedded Redis did not start: %s; see %s or give reference.redisUrl."
              .formatted(process == null ? "there is none" : process.complaint(), log));
    } catch (IOException e) {
      throw new CannotStart(
          "The embedded Redis cannot use %s (%s); is the disk full or the folder not yours?"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static ChildProcess restart(List<String> command, Path folder, Path log) {
    try {
      ChildProcess process = ChildProcess.start(command, folder, log);
      if (awaitReady(process)) {
        return process;
      }
      process.stop("KILL", STOP_PATIENCE);
      throw new CannotStart("The embedded Redis did not start: " + process.complaint() + ".");
    } catch (IOException e) {
      throw new CannotStart("The embedded Redis did not start: " + e.getMessage() + ".", e);
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return server.pid();
  }

  public void stop() {
    server.stop("TERM", STOP_PATIENCE);
  }

  /**
   * The programs to try. That for 64-bit Linux on Intel needs the libraries of OpenSSL 3, which not
   * every machine has; the 32-bit one needs nothing.
   */
  private static List<Path> programs(Path folder) {
    List<Path> programs = new ArrayList<>();
    OsArchitecture machine = OsArchitecture.detectOSandArchitecture();
    List<OsArchitecture> candidates =
        machine.equals(OsArchitecture.UNIX_x86_64)
            ? List.of(machine, OsArchitecture.UNIX_x86)
            : List.of(machine);
    for (OsArchitecture candidate : candidates) {
      String resource = ExecutableProvider.newProvidedVersionsMap().get(candidate);
      if (resource != null) {
        programs.add(folder.resolve(resource.substring(1)));
      }
    }
    return programs;
  }

  private static List<String> command(Path program, int port) throws IOException {
    if (!Files.exists(program)) {
      Path partial = program.resolveSibling(program.getFileName() + ".partial");
      try (var stream = EmbeddedRedis.class.getResourceAsStream("/" + program.getFileName())) {
        if (stream == null) {
          throw new CannotStart(
              "There is no embedded Redis for this machine; give reference.redisUrl.");
        }
        Files.deleteIfExists(partial);
        Files.copy(stream, partial);
      }
      if (!partial.toFile().setExecutable(true)) {
        throw new IOException("cannot make " + partial + " executable");
      }
      Files.move(partial, program);
    }
    return List.of(
        program.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--save",
        "",
        "--appendonly",
        "no",
        "--maxmemory",
        "64mb",
        "--maxmemory-policy",
        "allkeys-lru",
        // The command line stays what it is: a successor knows a leftover by it.
        "--set-proc-title",
        "no");
  }

  private static boolean awaitReady(ChildProcess process) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      if (process.logged("Ready to accept connections")) {
        return true;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CannotStart("The start was interrupted.", e);
      }
    }
    return false;
  }
}
