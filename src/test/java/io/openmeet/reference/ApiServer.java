package io.openmeet.reference;

import io.openmeet.feeders.FeederException;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.reference.analytics.AnalyticsRoutes;
import io.openmeet.reference.auth.AccessTokens;
import io.openmeet.reference.auth.AuthRoutes;
import io.openmeet.reference.auth.BearerCheck;
import io.openmeet.reference.auth.Passwords;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.client.ClientRoutes;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Seed;
import io.openmeet.reference.faults.FaultGate;
import io.openmeet.reference.faults.Faults;
import io.openmeet.reference.health.HealthRoutes;
import io.openmeet.reference.http.HttpEndpoint;
import io.openmeet.reference.live.LiveRoutes;
import io.openmeet.reference.meetings.MeetingRoutes;
import io.openmeet.reference.metrics.Metrics;
import io.openmeet.reference.metrics.MetricsRoutes;
import io.openmeet.reference.metrics.PoolMetrics;
import io.openmeet.reference.metrics.RequestTimer;
import io.openmeet.reference.recordings.RecordingRoutes;
import io.openmeet.reference.search.SearchRoutes;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The API in this process: its servers, features and HTTP endpoints. */
final class ApiServer implements AutoCloseable {
  /**
   * On a small machine shared with an injector, more event loops would only wait for each other.
   */
  private static final int EVENT_LOOPS =
      Math.max(2, Runtime.getRuntime().availableProcessors() / 4);

  private static final int ANY_FREE_PORT = -1;

  /** So few that two cores serve hundreds of logins a second; a real service needs 210,000. */
  private static final int PASSWORD_ITERATIONS = 1_000;

  private final ReferenceSettings settings;
  private final Feeders feeders;
  private final Metrics metrics = new Metrics();
  private final Vertx vertx;
  private Servers servers;
  private AnswerCache cache;
  private int port;

  private ApiServer(ReferenceSettings settings, Feeders feeders) {
    this.settings = settings;
    this.feeders = feeders;
    this.vertx =
        PoolMetrics.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(EVENT_LOOPS)
                .setPreferNativeTransport(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)),
            metrics);
  }

  /**
   * Starts everything.
   *
   * @throws CannotStart when something is missing; then no process is left running
   */
  static ApiServer start(ReferenceSettings settings) {
    Feeders feeders = feeders();
    Servers servers = Servers.start(settings);
    ApiServer server = null;
    try {
      server = new ApiServer(settings, feeders);
      server.servers = servers;
      server.open();
      return server;
    } catch (RuntimeException | IOException failure) {
      if (server == null) {
        servers.close();
      } else {
        server.close();
      }
      throw failure instanceof CannotStart cannotStart
          ? cannotStart
          : new CannotStart("The reference API could not start: " + failure + ".", failure);
    }
  }

  private static Feeders feeders() {
    try {
      return Feeders.read();
    } catch (FeederException mistake) {
      throw new CannotStart(mistake.getMessage(), mistake);
    }
  }

  /** An account for people who try the API by hand. */
  String sampleAccount() {
    User first = feeders.users().get(0);
    return first.email() + " with password " + first.password();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + port;
  }

  List<Long> childPids() {
    return servers.pids();
  }

  @Override
  public void close() {
    try {
      if (cache != null) {
        cache.close();
      }
      vertx.close().await(5, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      // What is still open ends with the process.
    } finally {
      servers.close();
    }
  }

  private void open() throws IOException {
    Passwords passwords = new Passwords(PASSWORD_ITERATIONS);
    Faults faults = settings.faults();
    Tuning tuning = settings.tuning();
    Seed seed =
        new Seed(
            feeders,
            passwords::hash,
            passwords.hashing(),
            tuning.indexed() && !faults.indexOff(),
            tuning.counted(),
            settings.longList());
    Database database =
        Database.open(
            vertx,
            servers.seededDatabase(vertx, seed),
            settings.databaseLimits(),
            metrics,
            faults.databaseLatency());
    servers.showCpuTime(metrics);
    cache =
        new AnswerCache(
            vertx, servers.redisUrl(), metrics, () -> !tuning.cached() || faults.cacheOff());
    AccessTokens tokens = new AccessTokens(vertx);
    AnalyticsRoutes analytics = new AnalyticsRoutes(database, cache, tuning.counted());
    SearchRoutes search = new SearchRoutes(database, cache, faults.payloadDouble());
    AuthRoutes auth = new AuthRoutes(vertx, database, passwords, tokens, cache);
    MeetingRoutes meetings = new MeetingRoutes(database, cache, analytics, faults);
    Routes routes =
        new Routes(
            new RequestTimer(metrics),
            faults.equals(Faults.NONE) ? Optional.empty() : Optional.of(new FaultGate(faults)),
            new BearerCheck(tokens),
            meetings,
            auth,
            search,
            analytics,
            new RecordingRoutes(
                vertx,
                database,
                servers.folder().resolve("recordings"),
                settings.maxUploadBytes(),
                settings.recordingsBytes(),
                settings.keepData()),
            new LiveRoutes(vertx, metrics, settings.limits().request(), faults.websocketLatency()),
            new HealthRoutes(database),
            new MetricsRoutes(metrics),
            new ClientRoutes(metrics, tuning.label()),
            tuning.compressed());
    listen(routes);
    if (tuning.cached()) {
      CacheWarming warming =
          new CacheWarming(
              database,
              auth,
              meetings,
              analytics,
              search,
              feeders.searchQueries().stream().map(SearchQuery::query).toList());
      vertx.runOnContext(v -> warming.begin());
    }
  }

  private void listen(Routes routes) {
    Queue<HttpEndpoint> endpoints = new ConcurrentLinkedQueue<>();
    int wanted = settings.port() == 0 ? ANY_FREE_PORT : settings.port();
    try {
      vertx
          .deployVerticle(
              () -> {
                HttpEndpoint endpoint =
                    new HttpEndpoint(
                        wanted,
                        LiveRoutes.LARGEST_MESSAGE_BYTES,
                        settings.limits(),
                        EVENT_LOOPS,
                        () -> routes.router(vertx));
                endpoints.add(endpoint);
                return endpoint;
              },
              new DeploymentOptions().setInstances(EVENT_LOOPS))
          .await();
    } catch (Exception failure) {
      if (isPortTaken(failure)) {
        throw new CannotStart(
            "Port %d is taken by another program; set reference.port to another one, or to 0 for any free one."
                .formatted(settings.port()),
            failure);
      }
      throw failure;
    }
    port = endpoints.element().actualPort();
  }

  /** The native transports report a taken port with another class than Java's. */
  private static boolean isPortTaken(Exception failure) {
    return failure instanceof BindException
        || failure instanceof IOException
            && String.valueOf(failure.getMessage()).contains("Address already in use");
  }
}
