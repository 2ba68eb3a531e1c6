package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much one client may send, and in which form. */
@Timeout(60)
class LimitsTest extends RawClients {
  private final ApiClient client = api.client();
  private final ApiClient.Session ana = client.loginAsUser(1);

  /** An API with long time limits: a connection that it ends at once was not just too slow. */
  LimitsTest() {
    super(RunningApi.shared());
  }

  @Test
  void aRequestLineOfMoreThan4KibibytesIs414() {
    RawClient.Reply reply =
        raw().send("GET /search?q=" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n").reply();

    assertEquals(414, reply.status());
    assertEquals("too_large", reply.code());
  }

  @Test
  void headersOfMoreThan8KibibytesAre431() {
    String header = "X-Large: " + "x".repeat(9_000);

    assertEquals(431, raw().send(get("/health", header)).reply().status());
  }

  @Test
  void moreThanAHundredHeadersAre431() {
    String some = "a: b\r\n".repeat(90) + "c: d";
    String many = "a: b\r\n".repeat(110) + "c: d";

    assertEquals(200, raw().send(get("/health", some)).reply().status());
    RawClient client = raw().send(get("/health", many));
    assertEquals(431, client.reply().status());
    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET\r\n\r\n",
        "GET /health\r\n\r\n",
        "GET /health HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n",
        "POST /auth/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nbad header\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        "GET /health HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      })
  void aRequestThatIsNotHttpIs400AndEndsTheConnection(String bytes) {
    RawClient client = raw().send(bytes);

    RawClient.Reply reply = client.reply();
    assertEquals(400, reply.status());
    assertEquals("bad_request", reply.code());
    client.awaitClosed();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"title\":\"t\",\"type\":\"a\",\"startsAt\":\"2030-01-01T00:00:00Z\","
            + "\"durationMinutes\":1e999999999}",
        "{\"durationMinutes\":1e309}",
        "{\"durationMinutes\":DIGITS}",
        "{\"x\":NESTED}",
        "{\"title\":\"\\ud800\"}",
        "{\"a\":1,\"a\":2}",
        "{} {}",
      })
  void jsonThatIsExpensiveOrAmbiguousIs400(String template) {
    String body =
        template
            .replace("DIGITS", "9".repeat(50_000))
            .replace("NESTED", "[".repeat(20_000) + "]".repeat(20_000));

    assertEquals(400, client.post("/meetings", ana, body).status());
  }
}
