package io.openmeet.reference.database;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;

/** Distinguishes a database that does not answer from a statement that failed. */
final class Outage {
  /** Classes of SQLSTATE: connection, resources, operator intervention, system error. */
  private static final List<String> CLASSES = List.of("08", "53", "57", "58");

  private Outage() {}

  static boolean caused(Throwable failure) {
    if (failure instanceof PgException answer) {
      return CLASSES.contains(answer.getSqlState().substring(0, 2));
    }
    // Vert.x throws its own exception for a lost connection, and for one that it cannot open.
    return failure instanceof IOException || failure instanceof VertxException;
  }
}
