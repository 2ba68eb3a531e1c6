package io.openmeet.reference;

import io.openmeet.reference.analytics.AnalyticsRoutes;
import io.openmeet.reference.auth.AuthRoutes;
import io.openmeet.reference.auth.BearerCheck;
import io.openmeet.reference.client.ClientRoutes;
import io.openmeet.reference.faults.FaultGate;
import io.openmeet.reference.health.HealthRoutes;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.live.LiveRoutes;
import io.openmeet.reference.meetings.MeetingRoutes;
import io.openmeet.reference.metrics.MetricsRoutes;
import io.openmeet.reference.metrics.RequestTimer;
import io.openmeet.reference.recordings.RecordingRoutes;
import io.openmeet.reference.search.SearchRoutes;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** All features on one router; those with the most calls come first. */
record Routes(
    RequestTimer timer,
    Optional<FaultGate> gate,
    BearerCheck bearer,
    MeetingRoutes meetings,
    AuthRoutes auth,
    SearchRoutes search,
    AnalyticsRoutes analytics,
    RecordingRoutes recordings,
    LiveRoutes live,
    HealthRoutes health,
    MetricsRoutes metrics,
    ClientRoutes client,
    boolean compresses) {

  Router router(Vertx vertx) {
    Router router = Router.router(vertx);
    router.route().handler(timer);
    Api api =
        new Api(router, gate.map(present -> (Handler<RoutingContext>) present), bearer, compresses);
    meetings.mount(api);
    auth.mount(api);
    search.mount(api);
    analytics.mount(api);
    recordings.mount(api);
    live.mount(api);
    health.mount(api);
    metrics.mount(api);
    client.mount(api);
    router.route().failureHandler(Answers::failure);
    // The router's own answers, such as to an unknown path.
    for (int status : new int[] {400, 404, 405, 406, 413, 415}) {
      router.errorHandler(status, Answers::failure);
    }
    return router;
  }
}
