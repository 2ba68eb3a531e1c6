package io.openmeet.reference.scorecards;

import static io.vertx.core.http.HttpMethod.GET;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.database.Query;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** {@code GET /meetings/<id>/scorecards}. */
public final class ScorecardRoutes {
  /** A meeting without scorecards gives a row of nulls, another organisation's meeting no row. */
  private static final Query OF_MEETING =
      new Query(
          "scorecards.of-meeting",
          "SELECT "
              + Scorecards.COLUMNS
              + " FROM meetings m LEFT JOIN scorecards s ON s.meeting_id = m.id"
              + " WHERE m.id = $1 AND m.organisation_id = $2 ORDER BY "
              + Scorecards.ORDER
              + " LIMIT 100");

  private final Database database;

  public ScorecardRoutes(Database database) {
    this.database = database;
  }

  public void mount(Api api) {
    api.secured(GET, "/meetings/:id/scorecards", this::ofMeeting);
  }

  private Future<?> ofMeeting(RoutingContext context) {
    UUID meeting = Input.id(context, "meeting");
    return database
        .run(OF_MEETING, Tuple.of(meeting, Principal.of(context).organisation()))
        .onSuccess(
            rows -> {
              if (rows.size() == 0) {
                context.fail(ApiError.notFound("meeting"));
              } else {
                Answers.read(
                    context, Json.items(Scorecards.present(rows), Scorecards::writeFields));
              }
            });
  }
}
