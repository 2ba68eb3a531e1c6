package io.openmeet.reference.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis for each event loop, shared by all its requests, so that their commands
 * are sent together. A lost connection is opened again on the next use, but at most twice a second,
 * so that an absent Redis costs almost nothing.
 */
final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Most commands of a connection that wait for their replies; any further one fails. */
  private static final int MOST_WAITING = 16_384;

  private final Redis redis;
  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean closing;
  private final ConcurrentMap<Thread, Line> lines = new ConcurrentHashMap<>();

  /** The state of one event loop's connection; used by that event loop only. */
  private static final class Line {
    private RedisConnection connection;
    private Future<RedisConnection> connecting;
    private long retryAt = System.nanoTime();
  }

  RedisLink(Vertx vertx, String url) {
    this.redis =
        Redis.createClient(
            vertx,
            new RedisOptions()
                .setConnectionString(url)
                .setPoolName("redis")
                .setMaxPoolSize(16)
                // Connections are kept, not borrowed, so the pool must not close them by age.
                .setPoolRecycleTimeout(-1)
                .setMaxWaitingHandlers(MOST_WAITING)
                .setNetClientOptions(
                    new NetClientOptions().setTcpNoDelay(true).setConnectTimeout(500)));
  }

  /** A connection for other uses than commands; it belongs to the caller. */
  Future<RedisConnection> connection() {
    return redis.connect();
  }

  /** Sends a command; must be called on an event loop. */
  Future<Response> send(Request command) {
    if (closing) {
      // After a write to a connection that closes, Vert.x 5.0.10 ends it twice: AssertionError.
      return Future.failedFuture("The connections to Redis are closed");
    }
    Line line = lines.computeIfAbsent(Thread.currentThread(), thread -> new Line());
    if (line.connection != null) {
      return line.connection.send(command);
    }
    return connect(line).compose(connection -> connection.send(command));
  }

  Future<Void> close() {
    closing = true;
    return redis.close();
  }

  private Future<RedisConnection> connect(Line line) {
    if (line.connecting != null) {
      return line.connecting;
    }
    if (System.nanoTime() < line.retryAt) {
      return Future.failedFuture("Redis is out of reach");
    }
    line.retryAt = System.nanoTime() + RETRY_NANOS;
    line.connecting =
        redis
            .connect()
            .onComplete(
                (connection, failure) -> {
                  line.connecting = null;
                  logChange(failure);
                  if (failure == null) {
                    line.connection = connection;
                    connection.exceptionHandler(broken -> drop(line, connection));
                    connection.endHandler(ended -> drop(line, connection));
                  }
                });
    return line.connecting;
  }

  /** Logs once when Redis goes away and once when it is back, not for each failure. */
  private void logChange(Throwable failure) {
    boolean isAway = failure != null;
    if (!closing && away.compareAndSet(!isAway, isAway)) {
      if (isAway) {
        LOG.warn("Redis is out of reach, answers are made again each time: {}", failure.toString());
      } else {
        LOG.warn("Redis is back.");
      }
    }
  }

  private static void drop(Line line, RedisConnection connection) {
    if (line.connection == connection) {
      line.connection = null;
      connection.close();
    }
  }
}
