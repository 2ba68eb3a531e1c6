package io.openmeet.reference.meetings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Meetings in the database; every statement is limited to the caller's organisation. */
final class Meetings {
  static final String COLUMNS = "id, title, type, status, starts_at, duration_minutes, created_by";

  /** The column after {@link #COLUMNS}: whether a write may change the results of searches. */
  static final int SEARCHABLE = 7;

  private static final String HAS_WORDS =
      "EXISTS (SELECT FROM search_documents WHERE meeting_id = meetings.id)";

  /** Also sorts by id: otherwise the order of meetings with the same start depends on the plan. */
  private static final Query LIST =
      new Query(
          "meetings.list",
          "SELECT "
              + COLUMNS
              + " FROM meetings WHERE organisation_id = $1 ORDER BY starts_at DESC, id LIMIT $2");

  /** A later part of the list; apart from LIST, so that the most requested list stays as it is. */
  private static final Query PAGE =
      new Query(
          "meetings.page",
          "SELECT "
              + COLUMNS
              + " FROM meetings WHERE organisation_id = $1 ORDER BY starts_at DESC, id"
              + " LIMIT $2 OFFSET $3");

  private static final Query READ =
      new Query(
          "meetings.read",
          "SELECT " + COLUMNS + " FROM meetings WHERE id = $1 AND organisation_id = $2");

  private static final Query CREATE =
      new Query(
          "meetings.create",
          "INSERT INTO meetings (id, organisation_id, title, type, status, starts_at,"
              + " duration_minutes, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING "
              + COLUMNS);

  private static final Query UPDATE =
      new Query(
          "meetings.update",
          "UPDATE meetings SET title = coalesce($3::text, title), type = coalesce($4::text, type),"
              + " status = coalesce($5::text, status),"
              + " starts_at = coalesce($6::timestamptz, starts_at),"
              + " duration_minutes = coalesce($7::integer, duration_minutes)"
              + " WHERE id = $1 AND organisation_id = $2 RETURNING "
              + COLUMNS
              + ", $3::text IS NOT NULL AND "
              + HAS_WORDS);

  private static final Query DELETE =
      new Query(
          "meetings.delete",
          "DELETE FROM meetings WHERE id = $1 AND organisation_id = $2 RETURNING "
              + COLUMNS
              + ", "
              + HAS_WORDS);

  private final Database database;

  Meetings(Database database) {
    this.database = database;
  }

  Future<RowSet<Row>> list(UUID organisation, int limit) {
    return database.run(LIST, Tuple.of(organisation, limit));
  }

  Future<RowSet<Row>> page(UUID organisation, int limit, int offset) {
    return database.run(PAGE, Tuple.of(organisation, limit, offset));
  }

  Future<RowSet<Row>> read(UUID id, UUID organisation) {
    return database.run(READ, Tuple.of(id, organisation));
  }

  /** Reads the meetings of a list again, one statement each; fails if one of them fails. */
  Future<?> readEach(RowSet<Row> list, UUID organisation) {
    List<Future<?>> reads = new ArrayList<>();
    for (Row row : list) {
      reads.add(read(row.getUUID(0), organisation));
    }
    return Future.all(reads);
  }

  Future<RowSet<Row>> create(UUID id, MeetingInput input, Principal caller) {
    return database.run(
        CREATE,
        Tuple.of(
            id,
            caller.organisation(),
            input.title(),
            input.type(),
            input.status() == null ? "scheduled" : input.status(),
            input.startsAt(),
            input.durationMinutes(),
            caller.user()));
  }

  Future<RowSet<Row>> update(UUID id, MeetingInput input, Principal caller) {
    return database.run(
        UPDATE,
        Tuple.of(
            id,
            caller.organisation(),
            input.title(),
            input.type(),
            input.status(),
            input.startsAt(),
            input.durationMinutes()));
  }

  Future<RowSet<Row>> delete(UUID id, Principal caller) {
    return database.run(DELETE, Tuple.of(id, caller.organisation()));
  }
}
