package io.openmeet.reference.faults;

import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands before the API's routes and holds requests up, or answers them 500, as the faults demand.
 * One gate serves all event loops: shares, queue and stall are those of the whole server.
 */
public final class FaultGate implements Handler<RoutingContext> {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Faults faults;
  private final Share late;
  private final Share failed;
  private final AtomicLong firstRequest = new AtomicLong();
  private final AtomicLong nextTurn = new AtomicLong();

  public FaultGate(Faults faults) {
    this.faults = faults;
    this.late = new Share(faults.latencyPercent());
    this.failed = new Share(faults.errorsPercent());
  }

  @Override
  public void handle(RoutingContext context) {
    boolean fail = failed.picks();
    long waitMs = waitNanos(System.nanoTime()) / NANOS_PER_MILLI;
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
      Answers.error(context, new ApiError(500, "injected_fault", "This error was asked for."));
      return;
    }
    HttpServerRequest request = context.request();
    switch (request.method().name()) {
      // Whoever reads a body resumes the request when ready for it.
      case "POST", "PUT" -> {}
      default -> request.resume();
    }
    context.next();
  }

  private long waitNanos(long now) {
    long wait = 0;
    if (!faults.stall().isZero()) {
      firstRequest.compareAndSet(0, now);
      long begin = firstRequest.get() + faults.stallAfter().toNanos();
      long end = begin + faults.stall().toNanos();
      if (now >= begin && now < end) {
        wait += end - now;
      }
    }
    if (faults.rpsLimit() > 0) {
      wait += turn(now + wait) - now - wait;
    }
    if (late.picks()) {
      wait += faults.latency().toNanos();
    }
    return wait;
  }

  /** When a request that asks now is let through: one after the other, evenly spaced. */
  private long turn(long now) {
    long interval = 1_000_000_000L / faults.rpsLimit();
    while (true) {
      long next = nextTurn.get();
      // An idle queue owes nothing: its next turn is now.
      long mine = next == 0 ? now : Math.max(now, next);
      if (nextTurn.compareAndSet(next, mine + interval)) {
        return mine;
      }
    }
  }
}
