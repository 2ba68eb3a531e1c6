package io.openmeet.reference.auth;

import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.http.ApiError;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Users and organisations in the database. Each step is one statement. */
final class Accounts {
  private static final String UNIQUE_VIOLATION = "23505";

  static final String COLUMNS = "u.id, u.email, u.name, u.organisation_id, o.name AS organisation";
  private static final String FROM =
      " FROM users u JOIN organisations o ON o.id = u.organisation_id";

  private static final Query BY_EMAIL =
      new Query(
          "users.by-email",
          "SELECT " + COLUMNS + ", u.password_hash" + FROM + " WHERE u.email = $1");

  private static final Query BY_ID =
      new Query("users.by-id", "SELECT " + COLUMNS + FROM + " WHERE u.id = $1");

  private static final Query SOME =
      new Query("users.some", "SELECT " + COLUMNS + FROM + " LIMIT $1");

  private static final Query REGISTER =
      new Query(
          "users.register",
          "WITH organisation AS (INSERT INTO organisations (id, name) VALUES ($1, $2)),"
              + " account AS (INSERT INTO users (id, organisation_id, email, name, password_hash)"
              + " VALUES ($3, $1, $4, $5, $6)),"
              + " session AS (INSERT INTO sessions (id, user_id, expires_at) VALUES ($7, $3, $9))"
              + " INSERT INTO refresh_tokens (digest, session_id, expires_at) VALUES ($8, $7, $9)");

  /** An account with the hash of its password. */
  record Login(Account account, String passwordHash) {}

  private final Database database;

  Accounts(Database database) {
    this.database = database;
  }

  Future<Optional<Login>> byEmail(String email) {
    return database
        .run(BY_EMAIL, Tuple.of(email))
        .map(
            rows ->
                first(rows).map(row -> new Login(Account.of(row), row.getString("password_hash"))));
  }

  Future<Optional<Account>> byId(UUID user) {
    return database.run(BY_ID, Tuple.of(user)).map(rows -> first(rows).map(Account::of));
  }

  Future<List<Account>> some(int most) {
    return database
        .run(SOME, Tuple.of(most))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Account::of).toList());
  }

  /** Makes the account and its first session, both or neither. */
  Future<Void> register(Account account, String passwordHash, UUID session, RefreshToken token) {
    return database
        .run(
            REGISTER,
            Tuple.of(
                account.organisationId(),
                account.organisation(),
                account.id(),
                account.email(),
                account.name(),
                passwordHash,
                session,
                token.digest(),
                RefreshToken.expiry()))
        .<Void>mapEmpty()
        .recover(failure -> Future.failedFuture(asConflict(failure)));
  }

  private static Throwable asConflict(Throwable failure) {
    if (failure instanceof PgException refused && UNIQUE_VIOLATION.equals(refused.getSqlState())) {
      boolean email = "users_email_key".equals(refused.getConstraint());
      return new ApiError(
          409,
          "conflict",
          "This " + (email ? "email" : "organisation") + " is registered already.");
    }
    return failure;
  }

  /** The row of a query that finds one row at most. */
  static Optional<Row> first(RowSet<Row> rows) {
    return rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next());
  }
}
