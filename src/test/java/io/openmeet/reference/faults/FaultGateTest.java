package io.openmeet.reference.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.http.Api;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gate before a call that answers at once, next to a call that no fault may affect. */
class FaultGateTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void everyTenthRequestIsLate() {
    ApiClient client = behind("latency=120ms@10%");
    List<Integer> late = new ArrayList<>();

    for (int i = 1; i <= 20; i++) {
      if (millis(client, "/call") >= 120) {
        late.add(i);
      }
    }

    assertEquals(List.of(10, 20), late);
  }

  @Test
  void everyFiftiethRequestFails() {
    ApiClient client = behind("errors=2%");

    List<Integer> failed =
        IntStream.rangeClosed(1, 100)
            .filter(i -> client.get("/call", null).status() == 500)
            .boxed()
            .toList();

    assertEquals(List.of(50, 100), failed);
  }

  @Test
  void aFailedUploadIsReadToItsEndFirst() {
    ApiClient client = behind("errors=100%");

    ApiClient.Answer answer = client.post("/call", null, "x".repeat(3_000_000));

    assertEquals(500, answer.status());
    assertEquals("injected_fault", answer.errorCode());
  }

  @Test
  void aLateRequestKeepsItsBody() {
    ApiClient client = behind("latency=50ms@100%");

    assertEquals("12345", client.post("/call", null, "12345").text());
  }

  @Test
  void requestsThatArriveDuringTheStallWaitForItsEnd() {
    ApiClient client = behind("stall=600ms@300ms");
    long start = System.nanoTime();

    long longest = 0;
    while (System.nanoTime() - start < TimeUnit.MILLISECONDS.toNanos(1_400)) {
      longest = Math.max(longest, millis(client, "/call"));
    }

    assertTrue(longest >= 400 && longest <= 900, "longest wait: " + longest + " ms");
  }

  @Test
  void requestsBeyondTheLimitWaitTheirTurn() {
    ApiClient client = behind("rps-limit=50");
    long start = System.nanoTime();

    List<CompletableFuture<Integer>> calls =
        IntStream.range(0, 31)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> client.get("/call", null).status()))
            .toList();
    calls.forEach(call -> assertEquals(200, call.join()));
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

    assertTrue(tookMs >= 590 && tookMs <= 1_200, "31 requests at 50 a second: " + tookMs + " ms");
  }

  @Test
  void healthAndMetricsAreNeverTouched() {
    ApiClient client = behind("errors=100%,latency=5s@100%,rps-limit=1");

    assertEquals(200, client.get("/aside", null).status());
    assertTrue(millis(client, "/aside") < 1_000);
  }

  private ApiClient behind(String faults) {
    Router router = Router.router(vertx);
    Api api =
        new Api(
            router, Optional.of(new FaultGate(Faults.parse(faults))), RoutingContext::next, false);
    api.open(HttpMethod.GET, "/call", context -> context.response().end("ok"));
    api.securedStream(HttpMethod.POST, "/call", FaultGateTest::echo);
    api.withoutFaults("/aside", context -> context.response().end("ok"));
    HttpServer server =
        vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
    ApiClient client = new ApiClient("http://127.0.0.1:" + server.actualPort());
    client.get("/aside", null);
    return client;
  }

  private static Future<?> echo(RoutingContext context) {
    Future<?> answered = context.request().body().compose(context.response()::end);
    context.request().resume();
    return answered;
  }

  private static long millis(ApiClient client, String path) {
    long start = System.nanoTime();
    client.get(path, null);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
  }
}
