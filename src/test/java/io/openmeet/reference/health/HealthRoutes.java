package io.openmeet.reference.health;

import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/** {@code GET /health}: up as long as the database answers. */
public final class HealthRoutes {
  private static final long PATIENCE_SECONDS = 2;

  private static final Buffer UP = Json.object(json -> json.writeStringField("status", "up"));
  private static final Buffer DOWN =
      Json.object(
          json -> {
            json.writeStringField("status", "down");
            json.writeStringField("reason", "The database does not answer.");
          });

  private final Database database;

  public HealthRoutes(Database database) {
    this.database = database;
  }

  public void mount(Api api) {
    api.withoutFaults("/health", this::health);
  }

  private Future<?> health(RoutingContext context) {
    return database
        .ping()
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .onSuccess(up -> Answers.json(context, 200, UP))
        .otherwise(
            down -> {
              Answers.json(context, 503, DOWN);
              return null;
            });
  }
}
