package io.openmeet.reference;

import io.micrometer.core.instrument.FunctionCounter;
import io.openmeet.reference.cache.EmbeddedRedis;
import io.openmeet.reference.database.EmbeddedPostgres;
import io.openmeet.reference.database.Seed;
import io.openmeet.reference.database.SeededDatabase;
import io.openmeet.reference.metrics.Metrics;
import io.openmeet.reference.process.CpuTime;
import io.openmeet.reference.process.Slot;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToLongFunction;

/** The database and the cache of the API: embedded ones, unless the settings name others. */
final class Servers implements AutoCloseable {
  private static final long LEAST_FREE_BYTES = 1L << 30;

  private final ReferenceSettings settings;
  private final Slot slot;
  private EmbeddedPostgres postgres;
  private EmbeddedRedis redis;

  private Servers(ReferenceSettings settings, Slot slot) {
    this.settings = settings;
    this.slot = slot;
  }

  static Servers start(ReferenceSettings settings) {
    if (settings.databaseUrl().isEmpty()) {
      // This check comes first, because Redis may not start on such a machine either.
      EmbeddedPostgres.checkPlatform();
    }
    Slot slot = Slot.take(settings.dataFolder());
    Servers servers = new Servers(settings, slot);
    try {
      checkDisk(settings.dataFolder());
      CompletableFuture<Void> redisStart = CompletableFuture.runAsync(servers::startRedis);
      CompletableFuture<Void> postgresStart = CompletableFuture.runAsync(servers::startPostgres);
      CompletableFuture.allOf(redisStart, postgresStart).join();
      return servers;
    } catch (CompletionException failure) {
      servers.close();
      throw failure.getCause() instanceof CannotStart cannotStart ? cannotStart : failure;
    } catch (RuntimeException failure) {
      servers.close();
      throw failure;
    }
  }

  Path folder() {
    return slot.folder();
  }

  String redisUrl() {
    return redis == null
        ? settings.redisUrl().orElseThrow().toString()
        : "redis://127.0.0.1:" + redis.port();
  }

  /** Brings the database to the seeded state, and returns the options to connect to it. */
  PgConnectOptions seededDatabase(Vertx vertx, Seed seed) {
    return postgres == null
        ? SeededDatabase.inPlace(
            vertx, settings.databaseUrl().orElseThrow(), seed, settings.keepData())
        : SeededDatabase.fromTemplate(vertx, postgres.port(), seed, settings.keepData());
  }

  List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    if (postgres != null) {
      pids.add(postgres.pid());
    }
    if (redis != null) {
      pids.add(redis.pid());
    }
    return pids;
  }

  /** Counts the CPU time of the embedded servers, where the system shows it. */
  void showCpuTime(Metrics metrics) {
    if (!CpuTime.isKnown()) {
      return;
    }
    if (postgres != null) {
      showCpuTime(metrics, "database", postgres, EmbeddedPostgres::pid);
    }
    if (redis != null) {
      showCpuTime(metrics, "cache", redis, EmbeddedRedis::pid);
    }
  }

  private static <S> void showCpuTime(
      Metrics metrics, String name, S server, ToLongFunction<S> pid) {
    FunctionCounter.builder(
            "openmeet.%s.cpu.seconds".formatted(name),
            server,
            running -> CpuTime.secondsOfTree(pid.applyAsLong(running)))
        .description("CPU time of the embedded %s, with all its processes".formatted(name))
        .register(metrics.registry());
  }

  @Override
  public void close() {
    if (redis != null) {
      redis.stop();
    }
    if (postgres != null) {
      postgres.stop();
    }
    slot.close();
  }

  private void startRedis() {
    if (settings.redisUrl().isEmpty()) {
      redis = EmbeddedRedis.start(slot.folder());
    }
  }

  private void startPostgres() {
    if (settings.databaseUrl().isEmpty()) {
      postgres =
          EmbeddedPostgres.start(
              settings.dataFolder(), slot.folder(), settings.databaseLimits().connections());
    }
  }

  private static void checkDisk(Path folder) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < LEAST_FREE_BYTES) {
        throw new CannotStart(
            "The disk of the data folder %s has %d MiB left and 1024 are needed; free some space or set reference.dataFolder to another disk."
                .formatted(folder, free >> 20));
      }
    } catch (IOException e) {
      throw new CannotStart("The data folder %s cannot be read (%s).".formatted(folder, e), e);
    }
  }
}
