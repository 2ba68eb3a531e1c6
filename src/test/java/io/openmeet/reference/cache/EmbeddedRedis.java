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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import redis.embedded.core.ExecutableProvider;
import redis.embedded.model.OsArchitecture;

/** Redis in a separate process: loopback only, nothing written to disk, limited memory. */
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
    List<Path> programs = programs(folder);
    programs.forEach(program -> Leftover.stopAll(program, "TERM"));
    // Each reason once, such as a full disk.
    Set<String> complaints = new LinkedHashSet<>();
    for (Path program : programs) {
      try {
        return start(program, folder, log);
      } catch (IOException e) {
        complaints.add(e.getMessage());
      }
    }
    throw new CannotStart(
        "The embedded Redis did not start: %s; see %s, set reference.dataFolder to a folder that programs can be run from, or give reference.redisUrl."
            .formatted(
                complaints.isEmpty() ? "there is none" : String.join("; ", complaints), log));
  }

  /**
   * @throws IOException when the program does not start or does not serve; the one for 64-bit Linux
   *     needs a loader that Alpine does not have
   */
  private static EmbeddedRedis start(Path program, Path folder, Path log) throws IOException {
    Files.createDirectories(folder);
    unpack(program);
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.find();
      List<String> command = command(program, port);
      ChildProcess process = ChildProcess.start(command, folder, log);
      if (awaitReady(process)) {
        return new EmbeddedRedis(
            new Supervised("Redis", process, () -> restart(command, folder, log)), port);
      }
      process.stop("KILL", STOP_PATIENCE);
      if (attempt == ATTEMPTS || !process.logged("Address already in use")) {
        throw new IOException(process.complaint());
      }
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
   * The programs to try, in this order. The one for 64-bit Linux on Intel needs the libraries of
   * OpenSSL 3, which not every machine has; the 32-bit one needs no libraries.
   */
  static List<Path> programs(Path folder) {
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

  private static void unpack(Path program) throws IOException {
    if (Files.exists(program)) {
      return;
    }
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

  private static List<String> command(Path program, int port) {
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
        // Keeps the command line, by which a later start recognises a leftover.
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
