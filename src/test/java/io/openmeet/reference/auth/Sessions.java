package io.openmeet.reference.auth;

import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * Sessions and their refresh tokens in the database.
 *
 * <p>A refresh token is valid once. If it is used a second time, someone has a copy, and the API
 * cannot know which of them is the user, so the session ends for both (RFC 9700, section 4.14.2).
 */
final class Sessions {
  private static final Query BEGIN =
      new Query(
          "sessions.begin",
          "WITH session AS (INSERT INTO sessions (id, user_id, expires_at) VALUES ($1, $2, $4))"
              + " INSERT INTO refresh_tokens (digest, session_id, expires_at) VALUES ($3, $1, $4)");

  /**
   * Marks the old token and adds the new one, both or neither; of two calls at once, one finds
   * nothing.
   */
  private static final Query ROTATE =
      new Query(
          "refresh-tokens.rotate",
          "WITH session AS (UPDATE sessions s SET expires_at = $3 FROM refresh_tokens t"
              + " WHERE t.digest = $1 AND t.used_at IS NULL AND t.expires_at > now()"
              + " AND s.id = t.session_id AND s.ended_at IS NULL RETURNING s.id, s.user_id),"
              + " used AS (UPDATE refresh_tokens t SET used_at = now() FROM session"
              + " WHERE t.digest = $1 AND t.used_at IS NULL RETURNING session.id, session.user_id),"
              + " fresh AS (INSERT INTO refresh_tokens (digest, session_id, expires_at)"
              + " SELECT $2, id, $3 FROM used)"
              + " SELECT "
              + Accounts.COLUMNS
              + ", used.id AS session_id FROM used JOIN users u ON u.id = used.user_id"
              + " JOIN organisations o ON o.id = u.organisation_id");

  private static final Query END_REUSED =
      new Query(
          "sessions.end-reused",
          "UPDATE sessions s SET ended_at = now() FROM refresh_tokens t"
              + " WHERE t.digest = $1 AND t.used_at IS NOT NULL"
              + " AND s.id = t.session_id AND s.ended_at IS NULL RETURNING s.id");

  private static final Query END =
      new Query(
          "sessions.end",
          "UPDATE sessions s SET ended_at = now() FROM refresh_tokens t"
              + " WHERE t.digest = $1 AND s.id = t.session_id AND s.user_id = $2"
              + " AND s.ended_at IS NULL RETURNING s.id");

  private static final Query DROP_TOKENS =
      new Query(
          "refresh-tokens.drop-expired", "DELETE FROM refresh_tokens WHERE expires_at <= now()");

  private static final Query DROP_SESSIONS =
      new Query("sessions.drop-expired", "DELETE FROM sessions WHERE expires_at <= now()");

  /** A session that continues, with its account. */
  record Continued(UUID session, Account account) {}

  private final Database database;

  Sessions(Database database) {
    this.database = database;
  }

  Future<Void> begin(UUID session, UUID user, RefreshToken token) {
    return database
        .run(BEGIN, Tuple.of(session, user, token.digest(), RefreshToken.expiry()))
        .mapEmpty();
  }

  /** Empty when the old token is unknown, expired or used up, or its session has ended. */
  Future<Optional<Continued>> rotate(RefreshToken old, RefreshToken fresh) {
    return database
        .run(ROTATE, Tuple.of(old.digest(), fresh.digest(), RefreshToken.expiry()))
        .map(
            rows ->
                Accounts.first(rows)
                    .map(row -> new Continued(row.getUUID("session_id"), Account.of(row))));
  }

  /**
   * Ends the session of a token that has been used before; returns the session if it was active.
   */
  Future<Optional<UUID>> endReused(RefreshToken token) {
    return database.run(END_REUSED, Tuple.of(token.digest())).map(Sessions::ended);
  }

  /** Ends the user's session that the token belongs to; returns the session if it was active. */
  Future<Optional<UUID>> end(RefreshToken token, UUID user) {
    return database.run(END, Tuple.of(token.digest(), user)).map(Sessions::ended);
  }

  /** Deletes expired rows, so that the tables do not grow without limit. */
  Future<Void> dropExpired() {
    return database
        .run(DROP_TOKENS, Tuple.tuple())
        .compose(done -> database.run(DROP_SESSIONS, Tuple.tuple()))
        .mapEmpty();
  }

  private static Optional<UUID> ended(RowSet<Row> rows) {
    return Accounts.first(rows).map(row -> row.getUUID("id"));
  }
}
