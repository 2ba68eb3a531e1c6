package io.openmeet.reference.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Supplier;

/** One event loop's share of the HTTP server; the instances listen on the same port. */
public final class HttpEndpoint extends VerticleBase {
  private static final int LARGEST_CHUNK_BYTES = 64 << 10;
  private static final int BACKLOG = 4_096;
  private static final int CLOSING_SECONDS = 2;

  private final int port;
  private final int largestMessageBytes;
  private final Limits limits;
  private final Supplier<Router> routes;
  private HttpServer server;

  /**
   * @param port where to listen; negative for any free port, the same for all instances
   * @param largestMessageBytes of a WebSocket
   * @param limits of all instances together
   * @param instances how many share the port
   */
  public HttpEndpoint(
      int port, int largestMessageBytes, Limits limits, int instances, Supplier<Router> routes) {
    this.port = port;
    this.largestMessageBytes = largestMessageBytes;
    this.limits = limits.share(instances);
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
            .setTcpKeepAlive(true)
            .setHttp2ClearTextEnabled(false)
            .setMaxInitialLineLength(Limits.REQUEST_LINE_BYTES)
            .setMaxHeaderSize(Limits.HEADER_BYTES)
            .setMaxChunkSize(LARGEST_CHUNK_BYTES)
            .setMaxWebSocketFrameSize(largestMessageBytes)
            // Beside it, a browser sends its token; see BearerCheck.
            .setWebSocketSubProtocols(List.of("openmeet"))
            .setWebSocketClosingTimeout(CLOSING_SECONDS)
            // Frames are small; compressing them costs more memory per socket than it saves.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false);
    Connections connections = new Connections(vertx, limits);
    Router router = routes.get();
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connections::opened)
            .invalidRequestHandler(Malformed::refuse)
            .requestHandler(
                request -> {
                  connections.requestBegan(request);
                  request.response().putHeader(HttpHeaders.DATE, HttpDate.now());
                  if (!Malformed.refuseIfInvalid(request)) {
                    router.handle(request);
                  }
                });
    return server.listen();
  }

  public int actualPort() {
    return server.actualPort();
  }
}
