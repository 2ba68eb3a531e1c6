package io.openmeet.loadtest.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A proxy between an injector and its target. It passes on bytes as they come, until a command
 * makes it misbehave. {@code ci/bench/truth} starts it and writes commands to its standard input:
 *
 * <pre>
 * freeze 8000      passes on nothing for 8000 ms, in both directions
 * close 400        closes 400 of the open WebSockets
 * </pre>
 */
public final class MisbehavingProxy {
  private static final int BACKLOG = 4096;

  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile boolean frozen;

  /** A connection of the injector, and the connection to the target that belongs to it. */
  private static final class Pair {
    private final NetSocket injector;
    private final NetSocket target;
    private volatile boolean isWebSocket;

    private Pair(NetSocket injector, NetSocket target) {
      this.injector = injector;
      this.target = target;
    }

    private void pause() {
      injector.pause();
      target.pause();
    }

    private void resume() {
      injector.resume();
      target.resume();
    }
  }

  private MisbehavingProxy() {}

  /** Prints its address, executes commands, and stops when its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    URI target = URI.create(arguments[0]);
    MisbehavingProxy proxy = new MisbehavingProxy();
    NetServer server =
        proxy
            .vertx
            .createNetServer(new NetServerOptions().setAcceptBacklog(BACKLOG))
            .connectHandler(injector -> proxy.connect(injector, target))
            .listen(0, "127.0.0.1")
            .await();
    System.out.println("http://127.0.0.1:" + server.actualPort());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      proxy.execute(command.split(" "));
    }
    proxy.vertx.close().await();
  }

  private void connect(NetSocket injector, URI target) {
    injector.pause();
    client
        .connect(target.getPort(), target.getHost())
        .onFailure(refused -> injector.close())
        .onSuccess(connected -> join(new Pair(injector, connected)));
  }

  private void join(Pair pair) {
    pairs.add(pair);
    pair.injector.handler(
        bytes -> {
          if (!pair.isWebSocket && asksForAWebSocket(bytes)) {
            pair.isWebSocket = true;
          }
          pair.target.write(bytes);
        });
    pair.target.handler(pair.injector::write);
    pair.injector.exceptionHandler(reset -> {});
    pair.target.exceptionHandler(reset -> {});
    pair.injector.closeHandler(
        closed -> {
          pairs.remove(pair);
          pair.target.close();
        });
    pair.target.closeHandler(closed -> pair.injector.close());
    if (frozen) {
      pair.pause();
    } else {
      pair.resume();
    }
  }

  private static boolean asksForAWebSocket(Buffer bytes) {
    return bytes
        .toString(StandardCharsets.ISO_8859_1)
        .toLowerCase(Locale.ROOT)
        .contains("upgrade: websocket");
  }

  private void execute(String[] command) {
    long number = Long.parseLong(command[1]);
    switch (command[0]) {
      case "freeze" -> {
        frozen = true;
        pairs.forEach(Pair::pause);
        vertx.setTimer(
            number,
            over -> {
              frozen = false;
              pairs.forEach(Pair::resume);
            });
      }
      case "close" ->
          pairs.stream()
              .filter(pair -> pair.isWebSocket)
              .limit(number)
              .forEach(pair -> pair.injector.close());
      default ->
          throw new IllegalArgumentException("expected freeze or close, found " + command[0]);
    }
  }
}
