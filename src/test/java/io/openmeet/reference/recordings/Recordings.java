package io.openmeet.reference.recordings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.FilteredList;
import io.openmeet.reference.database.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Recordings in the database. */
final class Recordings {
  private static final String SELECT =
      "SELECT id, file_name, content_type, category, bytes, sha256, status FROM recordings";

  private static final Query ADD =
      new Query(
          "recordings.add",
          "INSERT INTO recordings (id, organisation_id, created_by, file_name, content_type,"
              + " category, bytes, sha256, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

  private static final Query READ =
      new Query("recordings.read", SELECT + " WHERE id = $1 AND organisation_id = $2");

  private static final FilteredList LIST =
      new FilteredList(
          "recordings.list", SELECT, "created_at DESC, id", List.of("status", "category"));

  private static final Query EXPIRE =
      new Query(
          "recordings.expire",
          "UPDATE recordings SET status = '" + Recording.EXPIRED + "' WHERE id = ANY($1)");

  private final Database database;

  Recordings(Database database) {
    this.database = database;
  }

  Future<Void> add(Recording recording, Principal caller) {
    return database
        .run(
            ADD,
            Tuple.of(
                recording.id(),
                caller.organisation(),
                caller.user(),
                recording.fileName(),
                recording.contentType(),
                recording.category(),
                recording.bytes(),
                recording.sha256(),
                recording.status()))
        .mapEmpty();
  }

  Future<Optional<Recording>> read(UUID id, Principal caller) {
    return database
        .run(READ, Tuple.of(id, caller.organisation()))
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(Recording.of(rows.iterator().next())));
  }

  /**
   * @param status null for all
   * @param category null for all
   */
  Future<List<Recording>> list(Principal caller, int limit, String status, String category) {
    return LIST.run(database, caller.organisation(), limit, status, category)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Recording::of).toList());
  }

  Future<Void> expire(Collection<UUID> ids) {
    return database.run(EXPIRE, Tuple.of(ids.toArray(UUID[]::new))).mapEmpty();
  }
}
