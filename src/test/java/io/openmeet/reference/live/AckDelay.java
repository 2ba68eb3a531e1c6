package io.openmeet.reference.live;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/** The fault that delays acknowledgements; without it they are sent at once. */
record AckDelay(Vertx vertx, Supplier<Duration> delay) {
  void then(Runnable acknowledge) {
    long delayMs = delay.get().toMillis();
    if (delayMs == 0) {
      acknowledge.run();
    } else {
      vertx.setTimer(delayMs, timer -> acknowledge.run());
    }
  }
}
