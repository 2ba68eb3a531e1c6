package io.openmeet.reference.database;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.MeetingType;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.reference.http.Input;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The state in which every start begins: accounts, meetings and their texts. The rows are the same
 * with and without the indexes and the counts.
 */
public final class Seed {
  static final String SCHEMA = "openmeet";
  private static final String TABLES = "reference/schema.sql";
  private static final String KEYS = "reference/keys.sql";
  private static final String INDEXES = "reference/indexes.sql";
  private static final String COUNTS = "reference/counts.sql";
  private static final String ROWS = "reference/seed.sql";
  private static final String LONG_LIST = "reference/long-list.sql";
  private static final List<String> SCRIPTS =
      List.of(TABLES, KEYS, INDEXES, COUNTS, ROWS, LONG_LIST);

  /** In each organisation; also in seed.sql. */
  public static final int MEETINGS = 2_000;

  /** Raise this when this class or {@link Topic} makes other rows from the same files. */
  private static final int VERSION = 3;

  private final Feeders feeders;
  private final UnaryOperator<String> passwordHash;
  private final String hashing;
  private final boolean indexed;
  private final boolean counted;
  private final int longList;

  /**
   * @param feeders their users get accounts, and their queries find meetings
   * @param passwordHash makes the stored hash of a password
   * @param hashing names the hash method, so that another method makes another seed
   * @param indexed whether the indexes of indexes.sql are made; keys are always made
   * @param counted whether the counts of counts.sql are made and kept
   * @param longList meetings of the first organisation, at least {@link #MEETINGS}
   */
  public Seed(
      Feeders feeders,
      UnaryOperator<String> passwordHash,
      String hashing,
      boolean indexed,
      boolean counted,
      int longList) {
    this.feeders = feeders;
    this.passwordHash = passwordHash;
    this.hashing = hashing;
    this.indexed = indexed;
    this.counted = counted;
    this.longList = longList;
  }

  /**
   * Which of the states with this {@link #fingerprint}: with or without indexes and counts, and
   * with how long a list.
   */
  String variant() {
    return (indexed ? "indexed" : "plain")
        + (counted ? "_counted" : "")
        + (longList > MEETINGS ? "_" + longList : "");
  }

  /** Twelve hex digits that change when anything changes that the seeded state depends on. */
  String fingerprint() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String script : SCRIPTS) {
        digest.update(SeedFiles.bytes(script));
        digest.update((byte) 0);
      }
      for (String feeder : Feeders.OF_THE_TARGET) {
        digest.update(Feeders.bytes(feeder));
        digest.update((byte) 0);
      }
      digest.update((VERSION + " " + hashing).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isPlanted(SqlConnection connection) {
    return exists(connection, "SELECT 1 FROM pg_namespace WHERE nspname = $1");
  }

  /** Makes schema, rows and indexes; a schema of that name that exists is dropped first. */
  void plant(SqlConnection connection) {
    // In one transaction, because PostgreSQL needs no log for tables made in the same one.
    run(
        connection,
        "BEGIN; DROP SCHEMA IF EXISTS %1$s CASCADE; CREATE SCHEMA %1$s; SET search_path = %1$s, pg_temp"
            .formatted(SCHEMA));
    run(connection, SeedFiles.text(TABLES));
    loadUsers(connection);
    loadTypes(connection);
    loadTopics(connection);
    run(connection, SeedFiles.text(ROWS));
    insert(connection, SeedFiles.text(LONG_LIST), Tuple.of(longList));
    run(connection, SeedFiles.text(KEYS));
    if (indexed) {
      run(connection, SeedFiles.text(INDEXES));
    }
    if (counted) {
      run(connection, SeedFiles.text(COUNTS));
    }
    run(connection, "COMMIT");
    // Makes statistics for the planner, and marks pages as all visible for index-only scans.
    run(
        connection,
        "VACUUM (ANALYZE) organisations, users, meetings, transcripts, summaries, search_documents,"
            + " recordings"
            + (counted ? ", meeting_counts" : ""));
  }

  /** Begins with the rows of an earlier start, which may have kept no counts. */
  void adopt(SqlConnection connection) {
    run(connection, "SET search_path = " + SCHEMA);
    if (counted && !hasCounts(connection)) {
      run(connection, SeedFiles.text(COUNTS));
    }
  }

  private static boolean hasCounts(SqlConnection connection) {
    return exists(
        connection,
        "SELECT 1 FROM pg_tables WHERE schemaname = $1 AND tablename = 'meeting_counts'");
  }

  private static boolean exists(SqlConnection connection, String selectBySchema) {
    return connection.preparedQuery(selectBySchema).execute(Tuple.of(SCHEMA)).await().size() == 1;
  }

  private void loadUsers(SqlConnection connection) {
    List<User> users = feeders.accounts();
    run(
        connection,
        "CREATE TEMP TABLE seed_users"
            + " (position integer, email text, name text, organisation text, password_hash text)");
    String[] hashes =
        users.parallelStream()
            .map(user -> passwordHash.apply(Input.normal(user.password())))
            .toArray(String[]::new);
    insert(
        connection,
        "INSERT INTO seed_users SELECT (n - 1)::integer, e, m, o, h"
            + " FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])"
            + " WITH ORDINALITY AS u (e, m, o, h, n)",
        Tuple.of(
            // A login looks for the email in lower case.
            texts(users, user -> user.email().toLowerCase(Locale.ROOT)),
            texts(users, User::name),
            texts(users, User::organisation),
            hashes));
  }

  private void loadTypes(SqlConnection connection) {
    List<MeetingType> types = feeders.meetingTypes();
    run(
        connection,
        "CREATE TEMP TABLE seed_types"
            + " (position integer, type text, title text, duration_minutes integer)");
    insert(
        connection,
        "INSERT INTO seed_types SELECT (n - 1)::integer, t, i, d"
            + " FROM unnest($1::text[], $2::text[], $3::integer[])"
            + " WITH ORDINALITY AS u (t, i, d, n)",
        Tuple.of(
            texts(types, MeetingType::type),
            texts(types, MeetingType::title),
            types.stream().map(MeetingType::durationMinutes).toArray(Integer[]::new)));
  }

  private void loadTopics(SqlConnection connection) {
    List<Topic> topics = Topic.share(feeders.searchQueries());
    run(connection, "CREATE TEMP TABLE seed_topics (words text, first integer, past integer)");
    insert(
        connection,
        "INSERT INTO seed_topics SELECT * FROM unnest($1::text[], $2::int[], $3::int[])",
        Tuple.of(
            texts(topics, Topic::words),
            topics.stream().map(Topic::first).toArray(Integer[]::new),
            topics.stream().map(Topic::past).toArray(Integer[]::new)));
  }

  private static <T> String[] texts(List<T> rows, Function<T, String> column) {
    return rows.stream().map(column).map(Input::normal).toArray(String[]::new);
  }

  private static void run(SqlConnection connection, String sql) {
    connection.query(sql).execute().await();
  }

  private static void insert(SqlConnection connection, String sql, Tuple values) {
    connection.preparedQuery(sql).execute(values).await();
  }
}
