package io.openmeet.reference.live;

import io.vertx.core.Vertx;
import java.time.Duration;

/** The fault that makes acknowledgements late; without it they go at once. */
record AckDelay(Vertx vertx, Duration delay) {
  void then(Runnable acknowledge) {
    if (delay.isZero()) {
      acknowledge.run();
    } else {
      vertx.setTimer(delay.toMillis(), timer -> acknowledge.run());
    }
  }
}
