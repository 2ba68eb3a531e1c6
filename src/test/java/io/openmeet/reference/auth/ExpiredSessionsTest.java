package io.openmeet.reference.auth;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.Await;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.DatabaseLimits;
import io.openmeet.reference.database.DatabaseSession;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tables of sessions and refresh tokens do not grow without limit. */
@Timeout(60)
class ExpiredSessionsTest {
  private static final long CLEANING_PERIOD_MS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String PAST = "-1 second";
  private static final String FUTURE = "1 hour";

  private final RunningApi api = RunningApi.shared();
  private final Vertx vertx = Vertx.vertx();
  private DatabaseSession database;

  @BeforeEach
  void connect() throws TimeoutException {
    database = new DatabaseSession(api);
  }

  @AfterEach
  void close() throws TimeoutException {
    vertx.close().await();
    database.close();
  }

  @Test
  void expiredSessionsAndTokensAreDroppedEachTimeAndTheOthersStay() throws TimeoutException {
    startCleaning();

    for (int time = 0; time < 2; time++) {
      UUID live = addSession(FUTURE);
      UUID liveToken = addToken(live, FUTURE);
      UUID expiredToken = addToken(live, PAST);
      UUID expired = addSession(PAST);

      Await.until(
          () -> !hasToken(expiredToken) && !hasSession(expired),
          PATIENCE,
          () -> "the expired token or session is still there");
      assertTrue(hasSession(live));
      assertTrue(hasToken(liveToken));
    }
  }

  /** Runs the API's cleaning on the same database, in addition to the API, but more often. */
  private void startCleaning() {
    Metrics metrics = new Metrics();
    new AuthRoutes(
        vertx,
        Database.open(
            vertx,
            DatabaseSession.options(api),
            new DatabaseLimits(1, PATIENCE, PATIENCE),
            metrics,
            Duration.ZERO),
        new Passwords(1),
        new AccessTokens(vertx),
        new AnswerCache(vertx, "redis://127.0.0.1:" + api.redisPort(), metrics, () -> true),
        CLEANING_PERIOD_MS);
  }

  private UUID addSession(String expiry) throws TimeoutException {
    UUID id = UUID.randomUUID();
    database.run(
        "INSERT INTO sessions (id, user_id, expires_at) SELECT '%s', id, now() + interval '%s' FROM users LIMIT 1"
            .formatted(id, expiry));
    return id;
  }

  /** Uses the id as the digest. */
  private UUID addToken(UUID session, String expiry) throws TimeoutException {
    UUID id = UUID.randomUUID();
    database.run(
        "INSERT INTO refresh_tokens (digest, session_id, expires_at) VALUES (uuid_send('%s'), '%s', now() + interval '%s')"
            .formatted(id, session, expiry));
    return id;
  }

  private boolean hasSession(UUID id) throws TimeoutException {
    return database.run("SELECT 1 FROM sessions WHERE id = '" + id + "'").size() == 1;
  }

  private boolean hasToken(UUID id) throws TimeoutException {
    return database
            .run("SELECT 1 FROM refresh_tokens WHERE digest = uuid_send('" + id + "')")
            .size()
        == 1;
  }
}
