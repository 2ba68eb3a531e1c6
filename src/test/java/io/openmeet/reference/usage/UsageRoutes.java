package io.openmeet.reference.usage;

import static io.vertx.core.http.HttpMethod.GET;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.LocalDate;

/** {@code GET /usage}. */
public final class UsageRoutes {
  private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
  private static final LocalDate LAST = LocalDate.of(2199, 12, 31);

  private final Usage usage;

  public UsageRoutes(Database database, AnswerCache cache) {
    this.usage = new Usage(database, cache);
  }

  public void mount(Api api) {
    api.secured(GET, "/usage", this::usage);
  }

  private Future<?> usage(RoutingContext context) {
    String metric = Input.choice(context, "metric", Usage.METRICS);
    if (metric == null) {
      throw ApiError.badRequest("metric is missing.");
    }
    LocalDate from = Input.day(context, "from", FIRST);
    LocalDate to = Input.day(context, "to", LAST);
    if (to.isBefore(from)) {
      throw ApiError.badRequest("to must not be before from.");
    }
    return usage
        .of(Principal.of(context), metric, from, to)
        .onSuccess(answer -> Answers.read(context, answer));
  }
}
