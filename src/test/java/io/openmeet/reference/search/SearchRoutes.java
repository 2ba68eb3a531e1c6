package io.openmeet.reference.search;

import static io.vertx.core.http.HttpMethod.GET;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /search}. */
public final class SearchRoutes {
  private final Search search;

  public SearchRoutes(Search search) {
    this.search = search;
  }

  public void mount(Api api) {
    api.secured(GET, "/search", this::search);
  }

  private Future<?> search(RoutingContext context) {
    String query = Input.query(context, "q");
    if (query == null) {
      throw ApiError.badRequest("q is missing.");
    }
    Input.checkText("q", query, 1, 200);
    int limit = Input.limit(context, Search.PLAIN_LIMIT, 50);
    return search
        .search(Principal.of(context), query, limit)
        .onSuccess(answer -> Answers.read(context, answer));
  }
}
