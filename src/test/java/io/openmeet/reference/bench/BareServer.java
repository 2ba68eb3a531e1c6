package io.openmeet.reference.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows what Vert.x alone can do on this machine: it answers every request with the bytes of one
 * file. {@code ci/bench/reference} compares the API with it.
 */
public final class BareServer {
  /** As many event loops as the API has on a small machine. */
  private static final int EVENT_LOOPS = 2;

  private static final String HOST = "127.0.0.1";

  /** All instances that listen on the same negative port share one that is free. */
  private static final int ANY_PORT = -1;

  private BareServer() {}

  /**
   * @param arguments the port on loopback, and the file with the answer
   */
  public static void main(String[] arguments) throws IOException {
    Buffer answer = Buffer.buffer(Files.readAllBytes(Path.of(arguments[1])));
    serve(vertx(), Integer.parseInt(arguments[0]), request -> answer(request, 200, answer));
  }

  static Vertx vertx() {
    return Vertx.vertx(
        new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS).setPreferNativeTransport(true));
  }

  /**
   * Starts to serve on loopback, and prints {@code ready} and its address on standard output.
   *
   * @param port 0: any
   */
  static void serve(Vertx vertx, int port, Handler<HttpServerRequest> handler) {
    AtomicInteger actual = new AtomicInteger();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(HOST)
            .setPort(port == 0 ? ANY_PORT : port)
            .setTcpNoDelay(true);
    vertx
        .deployVerticle(
            () ->
                context ->
                    context
                        .owner()
                        .createHttpServer(options)
                        .requestHandler(handler)
                        .listen()
                        .onSuccess(server -> actual.set(server.actualPort())),
            new DeploymentOptions().setInstances(EVENT_LOOPS))
        .await();
    System.out.println("ready http://" + HOST + ":" + actual);
  }

  static void answer(HttpServerRequest request, int status, Buffer json) {
    request
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(json);
  }
}
