package io.openmeet.reference.recordings;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Limits how many uploads are received at a time; the others wait in order. If all were received at
 * once, they would not finish sooner, the large ones would finish much later than the small ones,
 * and each needs memory while it lasts. An upload that takes too long no longer counts, so slow
 * senders do not block others.
 */
final class UploadQueue {
  private final Vertx vertx;
  private final int most;
  private final long countedMs;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int receiving;

  /**
   * @param most uploads received at a time
   * @param countedMs how long an upload counts while it is received
   */
  UploadQueue(Vertx vertx, int most, long countedMs) {
    this.vertx = vertx;
    this.most = most;
    this.countedMs = countedMs;
  }

  /** The right to be received. */
  final class Pass {
    private final AtomicBoolean counted = new AtomicBoolean(true);
    private final long timer = vertx.setTimer(countedMs, expired -> release());

    void leave() {
      vertx.cancelTimer(timer);
      release();
    }

    private void release() {
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
      if (receiving >= most) {
        waiting.add(() -> context.runOnContext(v -> turn.complete(new Pass())));
        return turn.future();
      }
      receiving++;
    }
    turn.complete(new Pass());
    return turn.future();
  }

  private void admitNext() {
    Runnable next;
    synchronized (this) {
      next = waiting.poll();
      if (next == null) {
        receiving--;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
