package io.openmeet.reference.database;

import static io.vertx.core.http.HttpMethod.GET;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micrometer.core.instrument.MeterRegistry;
import io.openmeet.reference.database.SlowQueries.SlowQuery;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/**
 * {@code GET /fixture/database}: the state of the database, for people who look for a bottleneck.
 */
public final class DatabaseRoutes {
  private final String tuning;
  private final DatabaseLimits limits;
  private final Database database;
  private final MeterRegistry registry;

  public DatabaseRoutes(
      String tuning, DatabaseLimits limits, Database database, MeterRegistry registry) {
    this.tuning = tuning;
    this.limits = limits;
    this.database = database;
    this.registry = registry;
  }

  public void mount(Api api) {
    api.aside(GET, "/fixture/database", this::state);
  }

  private Future<?> state(RoutingContext context) {
    Answers.json(context, 200, toJson());
    return Future.succeededFuture();
  }

  private Buffer toJson() {
    Observer.State state = database.observer().state();
    return Json.object(
        json -> {
          json.writeStringField("tuning", tuning);
          json.writeObjectFieldStart("pool");
          json.writeNumberField("limit", limits.connections());
          number(json, "inUse", state.inUse());
          number(json, "idle", state.idle());
          number(json, "waiting", PoolGauges.waiting(registry));
          json.writeNumberField("timeouts", (long) database.timeouts());
          json.writeNumberField("acquireTimeoutMs", limits.acquireTimeout().toMillis());
          json.writeNumberField("preparedStatementsPerConnection", Database.PREPARED_STATEMENTS);
          json.writeEndObject();
          json.writeFieldName("cacheHitRatio");
          if (Double.isNaN(state.cacheHitRatio())) {
            json.writeNull();
          } else {
            json.writeNumber(state.cacheHitRatio());
          }
          json.writeNumberField("slowQueryMs", limits.slowQuery().toMillis());
          Json.writeItems(
              json, "slowQueries", database.slowQueries().latest(), DatabaseRoutes::writeSlow);
        });
  }

  private static void writeSlow(JsonGenerator json, SlowQuery slow) throws IOException {
    json.writeStringField("name", slow.query().name());
    json.writeNumberField("milliseconds", slow.milliseconds());
    json.writeStringField("at", slow.at().toString());
    json.writeStringField("sql", slow.query().sql());
    json.writeStringField("plan", slow.plan());
  }

  /** A count, or null when it is unknown. */
  private static void number(JsonGenerator json, String name, double count) throws IOException {
    if (Double.isNaN(count)) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, (long) count);
    }
  }
}
