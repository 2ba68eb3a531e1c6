package io.openmeet.reference.faults;

import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs before the API's routes; delays requests, or answers them with 500, as the faults require.
 * Shares, queue and stall apply to the whole server.
 */
public final class FaultGate implements Handler<RoutingContext> {
  private static final long NOT_YET = 0;

  private final Faults faults;
  private final Share late;
  private final Share failed;
  private final AtomicLong firstRequest = new AtomicLong(NOT_YET);
  private final AtomicLong nextTurn = new AtomicLong(NOT_YET);

  public FaultGate(Faults faults) {
    this.faults = faults;
    this.late = new Share(faults.latencyPercent());
    this.failed = new Share(faults.errorsPercent());
  }

  @Override
  public void handle(RoutingContext context) {
    boolean fail = failed.picks();
    long waitMs = TimeUnit.NANOSECONDS.toMillis(waitNanos(System.nanoTime()));
    if (waitMs < 1) {
      proceed(context, fail);
      return;
    }
    context.request().pause();
    context
        .vertx()
        .setTimer(
            waitMs,
            timer -> {
              if (!context.response().closed()) {
                proceed(context, fail);
              }
            });
  }

  private void proceed(RoutingContext context, boolean fail) {
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

  /** How long this request must wait. */
  private long waitNanos(long now) {
    long wait = 0;
    if (!faults.stall().isZero()) {
      firstRequest.compareAndSet(NOT_YET, now);
      long begin = firstRequest.get() + faults.stallAfter().toNanos();
      long end = begin + faults.stall().toNanos();
      if (now >= begin && now < end) {
        wait = end - now;
      }
    }
    if (faults.rpsLimit() > 0) {
      wait = turn(now + wait) - now;
    }
    if (late.picks()) {
      wait += faults.latency().toNanos();
    }
    return wait;
  }

  /** When a request that asks now may continue: one after the other, evenly spaced. */
  private long turn(long now) {
    long interval = 1_000_000_000L / faults.rpsLimit();
    while (true) {
      long next = nextTurn.get();
      // After an idle time the next turn is now; turns are not saved up.
      long mine = next == NOT_YET ? now : Math.max(now, next);
      if (nextTurn.compareAndSet(next, mine + interval)) {
        return mine;
      }
    }
  }
}
