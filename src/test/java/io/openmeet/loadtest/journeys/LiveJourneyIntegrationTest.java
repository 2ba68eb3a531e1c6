package io.openmeet.loadtest.journeys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.runs.ForkedSimulation;
import io.openmeet.loadtest.simulations.WebSocketSimulation;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

class LiveJourneyIntegrationTest {
  @TempDir Path results;
  private Vertx vertx;
  private boolean broadcastFirst;

  @BeforeEach
  void prepare() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void end() {
    vertx.close().await();
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void whatArrivesWhileAMemberWaitsForAnAcknowledgementIsHeard() throws Exception {
    broadcastFirst = true;

    assertEquals(List.of(), levelsNotMet());
  }

  @Execution(ExecutionMode.CONCURRENT)
  @Test
  void amongMembersWhoHearNobodyTheLevelIsBroken() throws Exception {
    broadcastFirst = false;

    assertEquals(List.of("Members who heard the others"), levelsNotMet());
  }

  private List<String> levelsNotMet() throws Exception {
    HttpServer target =
        vertx
            .createHttpServer()
            .requestHandler(LiveJourneyIntegrationTest::answer)
            .webSocketHandler(
                socket -> socket.textMessageHandler(text -> answer(socket, new JsonObject(text))))
            .listen(0, "127.0.0.1")
            .await();
    return ForkedSimulation.run(
            WebSocketSimulation.class,
            results,
            Map.of("baseUrl", "http://127.0.0.1:" + target.actualPort()))
        .levelsNotMet();
  }

  private static void answer(HttpServerRequest request) {
    if (request.path().equals("/auth/login")) {
      request
          .body()
          .onSuccess(
              body ->
                  request
                      .response()
                      .end(
                          new JsonObject()
                              .put("accessToken", "a")
                              .put("refreshToken", "r")
                              .put(
                                  "user",
                                  new JsonObject()
                                      .put("email", body.toJsonObject().getString("email")))
                              .encode()));
    } else {
      request.response().setStatusCode(request.path().equals("/health") ? 200 : 404).end();
    }
  }

  /** What others say comes, if at all, between a member's event and its acknowledgement. */
  private void answer(ServerWebSocket socket, JsonObject message) {
    JsonObject answer = new JsonObject().put("id", message.getString("id"));
    if (message.getString("type").equals("join")) {
      answer.put("type", "joined").put("meetingId", message.getString("meetingId"));
    } else {
      if (broadcastFirst) {
        socket.writeTextMessage(new JsonObject().put("type", "broadcast").put("id", "x").encode());
      }
      answer.put("type", "ack");
    }
    socket.writeTextMessage(answer.encode());
  }
}
