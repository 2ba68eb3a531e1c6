package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.integration.ForkedSimulation;
import io.openmeet.loadtest.runs.MeasuredSimulation;
import io.openmeet.loadtest.simulations.UploadSimulation;
import io.openmeet.loadtest.simulations.WebSocketSimulation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that a full target refused wait before they ask again. */
class BackOffIT {
  private static final int SERVICE_UNAVAILABLE = 503;

  @TempDir Path results;
  private final Vertx vertx = Vertx.vertx();

  /** Times of the requests, in seconds, by the user that sent them. */
  private final Map<String, List<Double>> askedAt = new ConcurrentHashMap<>();

  @AfterEach
  void end() {
    vertx.close().await();
  }

  private void asked(String authorization) {
    askedAt
        .computeIfAbsent(authorization, first -> new CopyOnWriteArrayList<>())
        .add(System.nanoTime() / (double) TimeUnit.SECONDS.toNanos(1));
  }

  private ForkedSimulation.Result run(Class<? extends MeasuredSimulation> simulation)
      throws Exception {
    HttpServer target =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .webSocketHandshakeHandler(
                handshake -> {
                  asked(handshake.headers().get("Authorization"));
                  handshake.reject(SERVICE_UNAVAILABLE);
                })
            .listen(0, "127.0.0.1")
            .await();
    return ForkedSimulation.run(
        simulation,
        results,
        Map.of("baseUrl", "http://127.0.0.1:" + target.actualPort(), "warmup.max", "10"));
  }

  private void answer(HttpServerRequest request) {
    switch (request.path()) {
      case "/health" -> request.response().end();
      case "/auth/login" ->
          request
              .body()
              .onSuccess(
                  body ->
                      request
                          .response()
                          .end(signedIn(body.toJsonObject().getString("email")).encode()));
      case "/recordings" -> {
        asked(request.getHeader("Authorization"));
        request.connection().close();
      }
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static JsonObject signedIn(String email) {
    return new JsonObject()
        .put("accessToken", email)
        .put("refreshToken", "r")
        .put("user", new JsonObject().put("email", email));
  }

  @Test
  void uploadsWithoutAnAnswerAreRepeatedOnceASecondAtMost() throws Exception {
    ForkedSimulation.Result run = run(UploadSimulation.class);

    assertAll(
        run.output(),
        () -> assertEquals(1, run.lines("UploadSimulation  FAIL").size()),
        () -> assertTrue(askedAt.size() >= 10, () -> askedAt.size() + " users"),
        () ->
            askedAt.forEach(
                (user, at) -> assertTrue(at.size() <= 2 + seconds(at), () -> user + ": " + at)));
  }

  /** They are requested after 2, 4 and 8 s, and every 8 s from then on. */
  @Test
  void refusedSocketsAreRequestedLessAndLessOften() throws Exception {
    ForkedSimulation.Result run = run(WebSocketSimulation.class);

    assertAll(
        run.output(),
        () -> assertEquals(1, run.lines("WebSocketSimulation  FAIL").size()),
        () -> assertTrue(askedAt.size() >= 20, () -> askedAt.size() + " users"),
        () ->
            askedAt.forEach(
                (user, at) ->
                    assertTrue(at.size() <= 4 + seconds(at) / 8, () -> user + ": " + at)));
  }

  private static double seconds(List<Double> at) {
    return Collections.max(at) - Collections.min(at);
  }
}
