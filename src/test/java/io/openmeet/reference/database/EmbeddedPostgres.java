package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import io.openmeet.reference.process.ChildProcess;
import io.openmeet.reference.process.FreePort;
import io.openmeet.reference.process.Leftover;
import io.openmeet.reference.process.Supervised;
import io.openmeet.reference.process.Unprivileged;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * PostgreSQL in a separate process. It listens on loopback only, and keeps its data in the slot
 * between starts. Committed data survives the end of any process, but perhaps not a crash of the
 * machine.
 */
public final class EmbeddedPostgres {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

  /** The default is /dev/shm, which is often tiny in containers. */
  private static final String SHARED_MEMORY = "dynamic_shared_memory_type=mmap";

  private final Supervised server;
  private final int port;

  private EmbeddedPostgres(Supervised server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * @throws CannotStart when there is no embedded server for this machine
   */
  public static void checkPlatform() {
    PostgresBinaries.archive();
  }

  /** Starts the server, and first makes its data folder if there is none. */
  public static EmbeddedPostgres start(Path dataFolder, Path slot, int connections) {
    URL archive = PostgresBinaries.archive();
    Unprivileged user = Unprivileged.find().orElseThrow(EmbeddedPostgres::onlyRoot);
    try {
      user.makeOpen(slot);
      Path folder = dataFolder;
      Path own = slot;
      if (!user.mayEnter(slot)) {
        folder = OpenFolder.of(dataFolder);
        own = folder.resolve(slot.getFileName());
        user.makeOpen(own);
      }
      Path binaries = PostgresBinaries.unpack(archive, folder);
      check(user, binaries, own);
      return start(user, binaries, own, connections);
    } catch (IOException e) {
      throw unusable(slot, e);
    }
  }

  /** The disk may not allow programs to run, or the user may not enter a folder above it. */
  private static void check(Unprivileged user, Path binaries, Path slot) {
    if (!user.mayEnter(binaries)) {
      throw cannotRun(binaries, "the user that runs PostgreSQL may not enter this folder");
    }
    List<String> command = command(binaries, "postgres");
    command.add("--version");
    try {
      ChildProcess version =
          ChildProcess.start(user.command(command), slot, slot.resolve("version.log"));
      if (version.exitCode(START_PATIENCE) != 0) {
        throw cannotRun(binaries, version.complaint());
      }
    } catch (IOException notEvenBegun) {
      throw cannotRun(binaries, notEvenBegun.getMessage());
    }
  }

  private static CannotStart cannotRun(Path binaries, String complaint) {
    return new CannotStart(
        "The embedded PostgreSQL cannot be run from %s (%s); run as another user, set reference.dataFolder to a folder that every user may enter and run programs from, or give reference.databaseUrl."
            .formatted(binaries, complaint));
  }

  private static EmbeddedPostgres start(
      Unprivileged user, Path binaries, Path slot, int connections) {
    Path data = slot.resolve(binaries.getFileName());
    Path log = slot.resolve("postgres.log");
    try {
      stopLeftover(data);
      if (!Files.exists(data)) {
        initialise(user, binaries, data, slot.resolve("initdb.log"));
      }
      // An earlier start may have made it as another user.
      user.give(data);
      AtomicInteger port = new AtomicInteger();
      ChildProcess first =
          serve(
              data,
              log,
              () -> {
                port.set(FreePort.find());
                return user.command(serverCommand(binaries, data, port.get(), connections));
              });
      List<String> again = user.command(serverCommand(binaries, data, port.get(), connections));
      return new EmbeddedPostgres(
          new Supervised("PostgreSQL", first, () -> serve(data, log, () -> again)), port.get());
    } catch (IOException e) {
      throw unusable(slot, e);
    }
  }

  private static CannotStart unusable(Path folder, IOException failure) {
    return new CannotStart(
        "The embedded PostgreSQL cannot use %s (%s); is the disk full or the folder not yours?"
            .formatted(folder, failure.getMessage()),
        failure);
  }

  /** Starts the server's process, and again if necessary, until it serves. */
  private static ChildProcess serve(Path data, Path log, Supplier<List<String>> command) {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    try {
      while (true) {
        ChildProcess process = ChildProcess.start(command.get(), data.getParent(), log);
        if (awaitReady(process, data, deadline)) {
          return process;
        }
        process.stop("QUIT", STOP_PATIENCE);
        // Another program took the port, or the previous server's last processes still run.
        boolean passing =
            process.logged("Address already in use") || process.logged("is still in use");
        if (!passing || System.nanoTime() > deadline) {
          throw failed(process, "delete " + data + " so that it is made again, or see " + log);
        }
      }
    } catch (IOException e) {
      throw unusable(data.getParent(), e);
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return server.pid();
  }

  public void stop() {
    // SIGINT is PostgreSQL's fast shutdown: it ends sessions and writes a checkpoint.
    server.stop("INT", STOP_PATIENCE);
  }

  private static void initialise(Unprivileged user, Path binaries, Path data, Path log)
      throws IOException {
    Path partial = data.resolveSibling(data.getFileName() + ".partial");
    PostgresBinaries.delete(partial);
    user.give(Files.createDirectory(partial));
    List<String> command = command(binaries, "initdb");
    command.addAll(
        List.of(
            "--pgdata=" + partial,
            "--username=postgres",
            // The server listens on loopback only, and holds only a fixture.
            "--auth=trust",
            "--encoding=UTF8",
            // Handles case and letters of all languages, the same on every operating system.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--set=" + SHARED_MEMORY,
            "--no-sync",
            "--no-instructions"));
    ChildProcess initdb = ChildProcess.start(user.command(command), data.getParent(), log);
    if (initdb.exitCode(START_PATIENCE) != 0) {
      throw failed(initdb, "see " + log);
    }
    Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> serverCommand(Path binaries, Path data, int port, int connections) {
    List<String> command = command(binaries, "postgres");
    command.addAll(List.of("-D", data.toString(), "-p", Integer.toString(port)));
    List<String> settings =
        List.of(
            "listen_addresses=127.0.0.1",
            // No socket file: its path may be too long, and no program needs it.
            "unix_socket_directories=",
            "max_connections=" + (connections + 20),
            "shared_buffers=256MB",
            // A commit reaches the operating system before it is acknowledged, and the disk later.
            "synchronous_commit=on",
            "fsync=off",
            "full_page_writes=off",
            "wal_level=minimal",
            "max_wal_senders=0",
            "max_wal_size=1GB",
            "min_wal_size=256MB",
            "checkpoint_timeout=30min",
            "jit=off",
            "max_parallel_workers_per_gather=0",
            "io_method=sync",
            SHARED_MEMORY,
            "random_page_cost=1.1",
            "timezone=UTC",
            "log_min_messages=warning");
    for (String setting : settings) {
      command.add("-c");
      command.add(setting);
    }
    return command;
  }

  private static List<String> command(Path binaries, String program) {
    return new ArrayList<>(List.of(binaries.resolve("bin").resolve(program).toString()));
  }

  /** The server writes its state into the last line of its pid file. */
  private static boolean awaitReady(ChildProcess process, Path data, long deadline) {
    Path pidFile = data.resolve("postmaster.pid");
    while (process.isAlive() && System.nanoTime() < deadline) {
      List<String> lines = lines(pidFile);
      if (lines.size() >= 8 && process.serves(lines.get(0)) && lines.get(7).startsWith("ready")) {
        return true;
      }
      pause();
    }
    return false;
  }

  private static void stopLeftover(Path data) {
    List<String> lines = lines(data.resolve("postmaster.pid"));
    if (!lines.isEmpty() && lines.get(0).matches("\\d{1,10}")) {
      Leftover.stop(Long.parseLong(lines.get(0)), data, "INT");
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
    } catch (IOException goneMeanwhile) {
      return List.of();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(15);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("The start was interrupted.", e);
    }
  }

  private static CannotStart onlyRoot() {
    return new CannotStart(
        "The embedded PostgreSQL does not run as root, and root cannot switch to another user here: unshare, setpriv, runuser and su all failed; run as another user, or give reference.databaseUrl.");
  }

  private static CannotStart failed(ChildProcess process, String advice) {
    if (process.logged("could not look up effective user ID")) {
      return new CannotStart(
          "The embedded PostgreSQL needs a user with a name, but this user id has no line in /etc/passwd; add one, run as another user, or give reference.databaseUrl.");
    }
    if (process.logged("No space left on device")) {
      return new CannotStart(
          "The embedded PostgreSQL found the disk full; free some space or set"
              + " reference.dataFolder to another disk.");
    }
    return new CannotStart(
        "The embedded PostgreSQL did not start: %s; %s.".formatted(process.complaint(), advice));
  }
}
