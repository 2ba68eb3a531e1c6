package io.openmeet.reference.deals;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.FilteredList;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.scorecards.Scorecards;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;

/** Deals in the database; every statement is limited to the caller's organisation. */
final class Deals {
  static final List<String> STAGES = List.of("lead", "qualified", "proposal", "won", "lost");

  private static final String COLUMNS =
      "d.id, d.name, d.customer, d.stage, d.amount_cents, d.closes_on, d.owner_id";

  private static final FilteredList LIST =
      new FilteredList(
          "deals.list",
          "SELECT " + COLUMNS + " FROM deals d",
          "closes_on DESC, id",
          List.of("stage"));

  /** One row for each scorecard, or one row without any; the deal's columns come second. */
  private static final Query READ =
      new Query(
          "deals.read",
          "SELECT "
              + Scorecards.COLUMNS
              + ", "
              + COLUMNS
              + " FROM deals d LEFT JOIN scorecards s ON s.deal_id = d.id"
              + " WHERE d.id = $1 AND d.organisation_id = $2 ORDER BY "
              + Scorecards.ORDER
              + " LIMIT 100");

  private static final Query MOVE =
      new Query(
          "deals.move",
          "UPDATE deals d SET stage = $3 WHERE d.id = $1 AND d.organisation_id = $2 RETURNING "
              + COLUMNS);

  private final Database database;

  Deals(Database database) {
    this.database = database;
  }

  /**
   * @param stage one stage only, or null for all
   */
  Future<RowSet<Row>> list(UUID organisation, int limit, String stage) {
    return LIST.run(database, organisation, limit, stage);
  }

  Future<RowSet<Row>> read(UUID id, Principal caller) {
    return database.run(READ, Tuple.of(id, caller.organisation()));
  }

  Future<RowSet<Row>> move(UUID id, String stage, Principal caller) {
    return database.run(MOVE, Tuple.of(id, caller.organisation(), stage));
  }
}
