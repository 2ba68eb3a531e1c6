package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import io.openmeet.reference.process.ChildProcess;
import io.openmeet.reference.process.FreePort;
import io.openmeet.reference.process.Leftover;
import io.openmeet.reference.process.Supervised;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * PostgreSQL in a separate process. It listens on loopback only, and keeps its data in the slot
 * between starts. Committed data survives the end of any process, but perhaps not a crash of the
 * machine.
 *
 * <p>Only the programs come from Zonky's library. Its own class of this name cannot start them as
 * root without user namespaces, takes half-unpacked programs for complete ones, detaches the server
 * so that its end is not noticed, and does not say why a start failed.
 */
public final class EmbeddedPostgres {
  private static final Duration START_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(4);

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

  private record Started(ChildProcess process, int port) {}

  /** Starts the server, and first makes its data folder if there is none. */
  public static EmbeddedPostgres start(Path dataFolder, Path slot, int connections) {
    Installation installation = Installation.of(dataFolder, slot);
    try {
      stopLeftover(installation.data());
      installation.makeData();
    } catch (IOException e) {
      throw Installation.unusable(installation.slot(), e);
    }
    Started first = serve(installation, connections, FreePort::find);
    return new EmbeddedPostgres(
        new Supervised(
            "PostgreSQL",
            first.process(),
            () -> serve(installation, connections, first::port).process()),
        first.port());
  }

  /**
   * Starts the server's process, more than once if necessary, until it serves.
   *
   * @param ports gives the port for each attempt
   */
  private static Started serve(Installation installation, int connections, IntSupplier ports) {
    Path data = installation.data();
    Path log = installation.slot().resolve("postgres.log");
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    try {
      while (true) {
        int port = ports.getAsInt();
        ChildProcess process =
            ChildProcess.start(command(installation, port, connections), installation.slot(), log);
        if (awaitReady(process, data, deadline)) {
          return new Started(process, port);
        }
        process.stop("QUIT", STOP_PATIENCE);
        // Another program took the port, or the previous server's last processes still run.
        boolean temporary =
            process.logged("Address already in use") || process.logged("is still in use");
        if (!temporary || System.nanoTime() > deadline) {
          throw Installation.failed(
              process, "delete " + data + " so that it is made again, or see " + log);
        }
      }
    } catch (IOException e) {
      throw Installation.unusable(installation.slot(), e);
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

  private static List<String> command(Installation installation, int port, int connections) {
    List<String> arguments =
        new ArrayList<>(
            List.of("-D", installation.data().toString(), "-p", Integer.toString(port)));
    List<String> settings =
        List.of(
            "listen_addresses=127.0.0.1",
            // No socket file: its path may be too long, and no program needs it.
            "unix_socket_directories=",
            // The pool's, and some for the observer, the seeding and PostgreSQL's own reserve.
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
            Installation.SHARED_MEMORY,
            "random_page_cost=1.1",
            "timezone=UTC",
            // Counts rows and blocks of each statement; see StatementStatistics.
            "shared_preload_libraries=pg_stat_statements",
            "pg_stat_statements.track_utility=off",
            "pg_stat_statements.save=off",
            "log_min_messages=warning");
    for (String setting : settings) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return installation.command("postgres", arguments);
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
}
