package io.openmeet.reference.client;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.http.Representation;
import io.openmeet.reference.metrics.Metrics;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** {@code /} and {@code /client/}: the web client, open to everyone. */
public final class ClientRoutes {
  /** Scripts, styles, pictures and calls of this server only; no markup from texts; in no frame. */
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final String PICTURE_ENDING = ".png";
  private static final CharSequence FOR_EVER =
      HttpHeaders.createOptimized("public, max-age=31536000, immutable");
  private static final CharSequence ASKED_EACH_TIME = HttpHeaders.createOptimized("no-cache");

  private final ClientFiles files;
  private final VitalReports vitals;

  /**
   * @param tuning the name of the tuning, which the client goes by
   */
  public ClientRoutes(Metrics metrics, String tuning) {
    this.files = new ClientFiles(tuning);
    this.vitals = new VitalReports(metrics);
  }

  public void mount(Api api) {
    api.open(GET, "/", this::firstPage);
    api.open(GET, "/client/covers/:name", this::cover);
    api.open(GET, "/client/:version/:name", this::file);
    api.open(POST, "/client/vitals", vitals::receive);
  }

  private Future<?> firstPage(RoutingContext context) {
    return send(context, files.firstPage(), "text/html; charset=utf-8", ASKED_EACH_TIME);
  }

  private Future<?> file(RoutingContext context) {
    ClientFiles.File file =
        files
            .find(context.pathParam("version"), context.pathParam("name"))
            .orElseThrow(() -> ApiError.notFound("file"));
    return send(context, file.content(), file.type(), FOR_EVER);
  }

  private Future<?> cover(RoutingContext context) {
    String name = context.pathParam("name");
    if (!name.endsWith(PICTURE_ENDING)) {
      throw ApiError.notFound("picture");
    }
    String id = name.substring(0, name.length() - PICTURE_ENDING.length());
    return send(
        context, Representation.of(Cover.png(Input.id(id, "picture"))), "image/png", FOR_EVER);
  }

  private static Future<?> send(
      RoutingContext context, Representation content, String type, CharSequence cacheControl) {
    context
        .response()
        .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin");
    Answers.file(context, content, type, cacheControl);
    return Future.succeededFuture();
  }
}
