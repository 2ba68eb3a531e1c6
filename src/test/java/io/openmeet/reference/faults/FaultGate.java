package io.openmeet.reference.faults;

import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Runs before the API's routes; delays requests, or answers them with 500, as the faults require.
 */
public final class FaultGate implements Handler<RoutingContext> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final FaultSwitch faults;

  public FaultGate(FaultSwitch faults) {
    this.faults = faults;
  }

  @Override
  public void handle(RoutingContext context) {
    InForce inForce = faults.inForce();
    boolean fail = inForce.fails();
    long waitMs = inForce.waitNanos(System.nanoTime()) / NANOS_PER_MILLI;
    if (waitMs < 1) {
      go(context, fail);
      return;
    }
    context.request().pause();
    context
        .vertx()
        .setTimer(
            waitMs,
            timer -> {
              if (!context.response().closed()) {
                go(context, fail);
              }
            });
  }

  private void go(RoutingContext context, boolean fail) {
    if (fail) {
      Answers.error(
          context, new ApiError(500, "injected_fault", "A fault caused this error on purpose."));
      return;
    }
    HttpServerRequest request = context.request();
    switch (request.method().name()) {
      // The handler that reads the body resumes the request when it is ready.
      case "POST", "PUT" -> {}
      default -> request.resume();
    }
    context.next();
  }
}
