package io.openmeet.reference.live;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The fault that delays acknowledgements; without it they are sent at once. */
record AckDelay(Vertx vertx, Duration delay) {
  void then(Runnable acknowledge) {
    long delayMs = delay.toMillis();
    if (delayMs == 0) {
      acknowledge.run();
    } else {
      vertx.setTimer(delayMs, timer -> acknowledge.run());
    }
  }
}
