package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Supplier;

/**
 * Receives from Redis which entries have changed, by any client, and reports it to the near cache:
 * client-side caching in broadcast mode. Its connection sends nothing else, because Vert.x 5.0.10
 * mistakes an unrequested message of Redis for the reply to a pending command. Without the
 * connection the near cache is closed.
 */
final class Invalidations {
  private static final long RETRY_MS = 500;

  private final Vertx vertx;
  private final Supplier<Future<RedisConnection>> redis;
  private final String prefix;
  private final NearCache near;
  private volatile boolean closing;
  private volatile RedisConnection current;

  /**
   * @param prefix the beginning of the keys of all entries
   */
  Invalidations(
      Vertx vertx, Supplier<Future<RedisConnection>> redis, String prefix, NearCache near) {
    this.vertx = vertx;
    this.redis = redis;
    this.prefix = prefix;
    this.near = near;
    connect();
  }

  void close() {
    closing = true;
    near.close();
  }

  private void connect() {
    redis.get().onSuccess(this::listen).onFailure(failure -> retry());
  }

  private void listen(RedisConnection connection) {
    current = connection;
    connection.handler(this::receive);
    connection.exceptionHandler(broken -> lost(connection));
    connection.endHandler(ended -> lost(connection));
    connection
        .send(
            Request.cmd(Command.CLIENT)
                .arg("TRACKING")
                .arg("ON")
                .arg("BCAST")
                .arg("PREFIX")
                .arg(prefix))
        // A Redis older than version 6 cannot do it; it is asked again when the connection ends.
        .onSuccess(on -> near.open());
  }

  /** Redis sends {@code invalidate} and the changed keys, or null when it was emptied. */
  private void receive(Response message) {
    if (message.size() == 2 && message.get(0).toString().equals("invalidate")) {
      Response keys = message.get(1);
      if (keys == null) {
        near.clear();
      } else {
        keys.forEach(key -> near.changed(key.toString()));
      }
    }
  }

  private void lost(RedisConnection connection) {
    if (current == connection) {
      current = null;
      near.close();
      connection.close();
      retry();
    }
  }

  private void retry() {
    if (!closing) {
      vertx.setTimer(RETRY_MS, timer -> connect());
    }
  }
}
