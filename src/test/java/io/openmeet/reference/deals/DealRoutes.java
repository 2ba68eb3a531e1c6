package io.openmeet.reference.deals;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.cache.Tag;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;

/** {@code /deals}: list, read with scorecards, move to another stage. */
public final class DealRoutes {
  private final Deals deals;
  private final AnswerCache cache;

  public DealRoutes(Database database, AnswerCache cache) {
    this.deals = new Deals(database);
    this.cache = cache;
  }

  public void mount(Api api) {
    api.secured(GET, "/deals", this::list);
    api.secured(GET, "/deals/:id", this::read);
    api.secured(PUT, "/deals/:id", this::move);
  }

  private Future<?> list(RoutingContext context) {
    Principal caller = Principal.of(context);
    UUID organisation = caller.organisation();
    int limit = Input.limit(context, 20, 100);
    String stage = Input.choice(context, "stage", Deals.STAGES);
    return cache
        .answer(
            Cached.DEAL_LISTS.of(organisation, limit + (stage == null ? "" : ":" + stage)),
            caller.user(),
            () -> deals.list(organisation, limit, stage).map(DealJson::list))
        .onSuccess(answer -> Answers.read(context, answer));
  }

  private Future<?> read(RoutingContext context) {
    return deals
        .read(Input.id(context, "deal"), Principal.of(context))
        .onSuccess(
            rows -> {
              if (rows.size() == 0) {
                context.fail(ApiError.notFound("deal"));
              } else {
                Answers.read(context, DealJson.withScorecards(rows));
              }
            });
  }

  private Future<?> move(RoutingContext context) {
    UUID id = Input.id(context, "deal");
    Input input = Input.of(context);
    String stage =
        input.required(
            "stage", Input.checkChoice("stage", input.optionalText("stage", 1, 40), Deals.STAGES));
    Principal caller = Principal.of(context);
    return deals
        .move(id, stage, caller)
        .onSuccess(
            rows -> {
              if (rows.size() == 0) {
                context.fail(ApiError.notFound("deal"));
              } else {
                cache.changed(Tag.DEALS, caller.organisation(), caller.user());
                Answers.json(context, 200, DealJson.one(rows.iterator().next()));
              }
            });
  }
}
