package io.openmeet.reference.health;

import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** {@code GET /health}: up as long as the database answers. */
public final class HealthRoutes {
  private static final long PATIENCE_SECONDS = 2;

  private final Database database;

  public HealthRoutes(Database database) {
    this.database = database;
  }

  public void mount(Api api) {
    api.aside("/health", this::health);
  }

  private Future<?> health(RoutingContext context) {
    return database
        .ping()
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(up -> answer(context, 200, "up", null))
        .otherwise(
            down -> {
              answer(context, 503, "down", "The database does not answer.");
              return null;
            });
  }

  private static void answer(RoutingContext context, int status, String state, String reason) {
    Answers.json(
        context,
        status,
        Json.object(
            json -> {
              json.writeStringField("status", state);
              if (reason != null) {
                json.writeStringField("reason", reason);
              }
            }));
  }
}
