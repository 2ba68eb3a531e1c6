package io.openmeet.reference.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens many WebSockets that then send nothing, and keeps them open until standard input ends;
 * {@code ci/bench/reference} measures the API's memory meanwhile.
 */
public final class IdleSockets {
  private static final int AT_ONCE = 200;

  private IdleSockets() {}

  /**
   * @param arguments the API's port on loopback, an access token, and the number of sockets
   */
  public static void main(String[] arguments) throws Exception {
    int wanted = Integer.parseInt(arguments[2]);
    WebSocketConnectOptions target =
        new WebSocketConnectOptions()
            .setHost("127.0.0.1")
            .setPort(Integer.parseInt(arguments[0]))
            .setURI("/live")
            .addHeader("Authorization", "Bearer " + arguments[1]);
    Vertx vertx = Vertx.vertx();
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(wanted));
    AtomicInteger open = new AtomicInteger();
    for (int begun = 0; begun < wanted; begun += AT_ONCE) {
      List<Future<WebSocket>> some = new ArrayList<>();
      for (int i = 0; i < Math.min(AT_ONCE, wanted - begun); i++) {
        some.add(client.connect(target));
      }
      Future.join(some).transform(all -> Future.succeededFuture()).await();
      for (Future<WebSocket> socket : some) {
        if (socket.succeeded()) {
          open.incrementAndGet();
          socket.result().closeHandler(closed -> open.decrementAndGet());
        }
      }
    }
    System.out.println("open " + open);
    while (System.in.read() >= 0) {
      // Only the end of the input matters, not its content.
    }
    System.out.println("still open " + open);
    System.exit(0);
  }
}
