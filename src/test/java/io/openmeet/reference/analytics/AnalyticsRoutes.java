package io.openmeet.reference.analytics;

import static io.vertx.core.http.HttpMethod.GET;

import io.openmeet.reference.auth.Principal;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;

/** {@code GET /analytics/summary}. */
public final class AnalyticsRoutes {
  private final Analytics analytics;

  public AnalyticsRoutes(Analytics analytics) {
    this.analytics = analytics;
  }

  public void mount(Api api) {
    api.secured(
        GET,
        "/analytics/summary",
        context ->
            analytics
                .summary(Principal.of(context))
                .onSuccess(answer -> Answers.read(context, answer)));
  }
}
