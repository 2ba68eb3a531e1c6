package io.openmeet.reference.recordings;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** Recordings in the database. */
final class Recordings {
  private static final Query ADD =
      new Query(
          "recordings.add",
          "INSERT INTO recordings (id, organisation_id, created_by, file_name, content_type,"
              + " category, bytes, sha256, status) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

  private static final Query READ =
      new Query(
          "recordings.read",
          "SELECT id, file_name, content_type, category, bytes, sha256, status FROM recordings"
              + " WHERE id = $1 AND organisation_id = $2");

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

  Future<Void> expire(Collection<UUID> ids) {
    return database.run(EXPIRE, Tuple.of(ids.toArray(UUID[]::new))).mapEmpty();
  }
}
