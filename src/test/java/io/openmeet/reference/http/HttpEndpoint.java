package io.openmeet.reference.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.function.Supplier;

/** One event loop's share of the HTTP server; the instances listen on the same port. */
public final class HttpEndpoint extends VerticleBase {
  private static final int LARGEST_CHUNK = 64 << 10;
  private static final int BACKLOG = 4_096;

  private final int port;
  private final int largestMessage;
  private final Supplier<Router> routes;
  private HttpServer server;

  /**
   * @param port where to listen; a negative one is any free port, the same for all instances
   * @param largestMessage bytes of a WebSocket message
   */
  public HttpEndpoint(int port, int largestMessage, Supplier<Router> routes) {
    this.port = port;
    this.largestMessage = largestMessage;
    this.routes = routes;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost("127.0.0.1")
            .setPort(port)
            .setAcceptBacklog(BACKLOG)
            .setTcpNoDelay(true)
            .setMaxChunkSize(LARGEST_CHUNK)
            .setMaxWebSocketFrameSize(largestMessage)
            .setMaxWebSocketMessageSize(largestMessage)
            // Frames are small; compressing them costs more memory per socket than it saves.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    server = vertx.createHttpServer(options).requestHandler(routes.get());
    return server.listen();
  }

  public int actualPort() {
    return server.actualPort();
  }
}
