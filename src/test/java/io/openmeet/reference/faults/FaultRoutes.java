package io.openmeet.reference.faults;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.PUT;

import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /fixture/faults}: shows and changes the faults while the API runs. Only for an API that
 * was started with {@code reference.faults}.
 */
public final class FaultRoutes {
  private static final String PATH = "/fixture/faults";
  private static final int LONGEST_LIST = 1_000;

  private final FaultSwitch faults;

  public FaultRoutes(FaultSwitch faults) {
    this.faults = faults;
  }

  public void mount(Api api) {
    api.aside(GET, PATH, this::show);
    api.aside(PUT, PATH, this::change);
  }

  private Future<?> show(RoutingContext context) {
    return context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(faults.now().toString());
  }

  private Future<?> change(RoutingContext context) {
    String text = context.body().asString();
    if (text == null || text.isBlank() || text.length() > LONGEST_LIST) {
      throw ApiError.badRequest(
          "The body must be a list of faults, or none, of at most "
              + LONGEST_LIST
              + " characters.");
    }
    try {
      faults.change(Faults.parse(text));
    } catch (IllegalArgumentException malformed) {
      throw ApiError.badRequest("The list of faults " + malformed.getMessage());
    }
    return show(context);
  }
}
