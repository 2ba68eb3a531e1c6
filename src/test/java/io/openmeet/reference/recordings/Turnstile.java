package io.openmeet.reference.recordings;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lets a fixed number of uploads be received at a time; the others wait in order. All at once would
 * not finish sooner, but the large ones much later than the small ones, and each needs memory while
 * it lasts. An upload that takes too long no longer counts, so slow senders do not block others.
 */
final class Turnstile {
  private final Vertx vertx;
  private final int most;
  private final long patienceMs;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int inside;

  /**
   * @param patienceMs how long an upload inside is counted
   */
  Turnstile(Vertx vertx, int most, long patienceMs) {
    this.vertx = vertx;
    this.most = most;
    this.patienceMs = patienceMs;
  }

  /** The right to be inside. */
  final class Pass {
    private final AtomicBoolean counted = new AtomicBoolean(true);
    private final long timer = vertx.setTimer(patienceMs, expired -> giveUp());

    void leave() {
      vertx.cancelTimer(timer);
      giveUp();
    }

    private void giveUp() {
      if (counted.compareAndSet(true, false)) {
        admitNext();
      }
    }
  }

  /** Completes, on the caller's event loop, when it is the caller's turn. */
  Future<Pass> enter() {
    Context context = vertx.getOrCreateContext();
    Promise<Pass> turn = Promise.promise();
    synchronized (this) {
      if (inside >= most) {
        waiting.add(() -> context.runOnContext(v -> turn.complete(new Pass())));
        return turn.future();
      }
      inside++;
    }
    turn.complete(new Pass());
    return turn.future();
  }

  private void admitNext() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        inside--;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
