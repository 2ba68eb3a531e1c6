package io.openmeet.reference.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to reads by clients that have the answer already, or accept it compressed. */
class ReadsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(4);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/auth/me",
        "/meetings",
        "/meetings?limit=3",
        "/meetings/<id>",
        "/search?q=budget",
        "/analytics/summary"
      })
  void whoHasTheAnswerAlreadyIsToldSoWithoutABody(String template) {
    String path = template.replace("<id>", newestMeeting());
    Answer first = client.get(path, ana);
    String tag = header(first, "etag");

    Answer again = ifNoneMatch(path, "\"other\", " + tag);

    assertEquals(200, first.status());
    assertEquals(304, again.status());
    assertEquals("", again.text());
    assertEquals("", header(again, "content-length") + header(again, "content-type"));
    for (Answer answer : List.of(first, again)) {
      assertEquals(tag, header(answer, "etag"));
      assertEquals("private, no-cache", header(answer, "cache-control"));
      assertEquals("Accept-Encoding, Authorization", header(answer, "vary"));
    }
    assertEquals(304, ifNoneMatch(path, "*").status());
    assertEquals(first.text(), ifNoneMatch(path, "W/\"other\"").text());
  }

  @Test
  void whoWroteIsNotTold304() {
    List<String> paths = List.of("/meetings", "/meetings?limit=5", "/analytics/summary");
    List<String> before =
        paths.stream().map(path -> header(client.get(path, ana), "etag")).toList();

    Answer created = client.createMeeting(ana, "newest of all", "2034-01-01T00:00:00Z");

    for (int i = 0; i < paths.size(); i++) {
      Answer after = ifNoneMatch(paths.get(i), before.get(i));
      assertEquals(200, after.status(), paths.get(i));
      assertNotEquals(before.get(i), header(after, "etag"));
    }
    String path = "/meetings/" + created.field("id");
    String tag = header(client.get(path, ana), "etag");
    client.put(path, ana, Map.of("title", "renamed"));
    assertEquals("renamed", ifNoneMatch(path, tag).field("title"));
    client.delete(path, ana);
    assertEquals(404, ifNoneMatch(path, "*").status());
  }

  @Test
  void oneUsersTagTellsAnotherNothing() {
    for (Session other : List.of(client.loginAsUser(14), client.loginAsUser(5))) {
      String tag = header(client.get("/auth/me", ana), "etag");

      Answer answer =
          client.send(client.request("/auth/me", other).header("If-None-Match", tag).GET());

      assertEquals(200, answer.status());
      assertEquals(other.userId(), answer.field("id"));
      assertEquals(ana.userId(), client.get("/auth/me", ana).field("id"));
    }
    assertEquals(
        client.get("/meetings", ana).text(),
        client.get("/meetings", client.loginAsUser(14)).text());
    assertNotEquals(
        client.get("/meetings", ana).text(), client.get("/meetings", client.loginAsUser(5)).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/meetings?limit=100", "/search?q=budget&limit=50"})
  void aLargeAnswerIsCompressedForWhoTakesItAndHasTheSameBytesAndTag(String path) {
    byte[] plain = client.get(path, ana).text().getBytes(UTF_8);

    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> answer = accepting("br;q=1.0, gzip;q=0.8, *;q=0.1", path);

      assertEquals(200, answer.statusCode());
      assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
      assertTrue(answer.body().length < plain.length / 3, answer.body().length + " bytes");
      assertArrayEquals(plain, unzipped(answer.body()));
      assertEquals(
          header(client.get(path, ana), "etag"), answer.headers().firstValue("etag").orElse(""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "deflate", "identity, gzip;q=0.5", ""})
  void whoDoesNotTakeItGetsItPlain(String acceptEncoding) {
    HttpResponse<byte[]> answer = accepting(acceptEncoding, "/meetings");

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("content-encoding").isEmpty());
    assertArrayEquals(client.get("/meetings", ana).text().getBytes(UTF_8), answer.body());
  }

  @Test
  void aSmallAnswerIsCompressedOnlyForWhoTakesNothingElse() {
    byte[] plain = client.get("/auth/me", ana).text().getBytes(UTF_8);

    assertArrayEquals(plain, accepting("gzip", "/auth/me").body());
    assertArrayEquals(plain, unzipped(accepting("gzip, identity;q=0", "/auth/me").body()));
  }

  @Test
  void whoTakesNothingThatIsOnOfferIsToldSoUnlessHeWrites() {
    HttpRequest.Builder read = client.request("/meetings", ana).header("Accept-Encoding", "*;q=0");
    Answer refused = client.send(read.GET());
    assertEquals(406, refused.status());
    assertEquals("not_acceptable", refused.errorCode());
    assertEquals("no-store", header(refused, "cache-control"));
    assertEquals("", header(refused, "etag"));

    HttpRequest.Builder write =
        client.request("/auth/refresh", null).header("Accept-Encoding", "*;q=0");
    String body = "{\"refreshToken\":\"" + client.loginAsUser(4).refreshToken() + "\"}";
    Answer session = client.send(write.POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(200, session.status());
    assertEquals("no-store", header(session, "cache-control"));
  }

  /** Two lines mean the same as one with a comma (RFC 9110, 5.2). */
  @Test
  void whatAClientTakesMayStandInSeveralLines() throws Exception {
    HttpRequest request =
        client
            .request("/meetings?limit=100", ana)
            .header("Accept-Encoding", "identity;q=0")
            .header("Accept-Encoding", "gzip")
            .build();

    HttpResponse<byte[]> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());

    assertEquals(200, answer.statusCode());
    assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/metrics", "/auth/me", "/meetings", "/search?q=budget"})
  void headIsAnsweredAsGetWithoutABody(String path) {
    Answer get = client.get(path, ana);

    Answer head =
        client.send(client.request(path, ana).method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertEquals(200, head.status());
    assertEquals("", head.text());
    assertEquals(header(get, "content-type"), header(head, "content-type"));
    assertEquals(header(get, "etag"), header(head, "etag"));
  }

  @Test
  void headSaysHowLongTheAnswerWouldBe() {
    String length = header(client.get("/meetings?limit=7", ana), "content-length");

    Answer head =
        client.send(
            client
                .request("/meetings?limit=7", ana)
                .method("HEAD", HttpRequest.BodyPublishers.noBody()));

    assertEquals(length, header(head, "content-length"));
  }

  /** "%FC" is "ü" in ISO-8859-1; the others are cut off, a surrogate, overlong and malformed. */
  @ParameterizedTest
  @ValueSource(strings = {"%FCberblick", "%C3", "%ed%a0%80", "%c0%af", "a%C3%28"})
  void aQueryThatIsNoUtf8IsRefused(String query) {
    Answer refused = client.get("/search?q=" + query, ana);

    assertEquals(400, refused.status());
    assertEquals("bad_request", refused.errorCode());
  }

  /** Raw bytes without escapes: an umlaut in UTF-8 and in ISO-8859-1. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00c3\u00bcberblick", "\u00fcberblick", "%20\u00fc"})
  void aQueryThatIsNoAsciiIsRefused(String latin1) {
    try (RawClient raw = new RawClient(RunningApi.shared().baseUrl())) {
      raw.send(
          "GET /search?q=%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(latin1, ana.token()));

      assertEquals(400, raw.reply().status());
    }
  }

  /** "é" as one character and as two. */
  @Test
  void theSameTextInAnotherFormFindsTheSame() {
    Answer composed = client.get("/search?q=caf%C3%A9", ana);
    Answer decomposed = client.get("/search?q=cafe%CC%81", ana);

    assertTrue(composed.body().path("items").size() > 0, composed.text());
    assertEquals(composed.body().path("items"), decomposed.body().path("items"));
    assertEquals("cafe\u0301", decomposed.field("query"), "what was asked");
  }

  @ParameterizedTest
  @CsvSource({"%zz, 1", "a=, 9000", "email=a%40b.example&password=x, 1"})
  void aFormIsNoJson(String form, int times) {
    HttpRequest.Builder post =
        client
            .request("/auth/login", null)
            .header("Content-Type", "application/x-www-form-urlencoded");

    Answer refused =
        client.send(post.POST(HttpRequest.BodyPublishers.ofString(form + "x".repeat(times))));

    assertEquals(415, refused.status());
    assertEquals("unsupported_media_type", refused.errorCode());
  }

  /** All optimisations that an answer shows are off, and the answers are the same. */
  @Test
  void inBaselineEveryLookUpMissesAndNothingIsCompressed() {
    try (RunningApi api = RunningApi.start("tuning=baseline")) {
      ApiClient baseline = api.client();
      Session session = baseline.loginAsUser(4);
      Answer plain = baseline.get("/meetings?limit=100", session);
      for (int i = 0; i < 4; i++) {
        HttpRequest.Builder request = baseline.request("/meetings?limit=100", session);
        Answer answer = baseline.send(request.header("Accept-Encoding", "gzip"));
        assertEquals(plain.text(), answer.text());
        assertEquals("", header(answer, "content-encoding"));
      }
      HttpRequest.Builder known = baseline.request("/meetings?limit=100", session);
      known.header("If-None-Match", header(plain, "etag"));
      assertEquals(304, baseline.send(known).status());

      String scrape = baseline.get("/metrics", null).text();
      assertTrue(scrape.contains("openmeet_cache_requests_total{result=\"miss\"} 6.0\n"), scrape);
      for (String result : List.of("hit", "stale", "shared", "error")) {
        String none = "openmeet_cache_requests_total{result=\"" + result + "\"} 0.0\n";
        assertTrue(scrape.contains(none), none);
      }
    }
  }

  private String newestMeeting() {
    return client.get("/meetings?limit=1", ana).body().path("items").get(0).path("id").asText();
  }

  private Answer ifNoneMatch(String path, String tags) {
    return client.send(client.request(path, ana).header("If-None-Match", tags).GET());
  }

  private HttpResponse<byte[]> accepting(String codings, String path) {
    try {
      return HTTP.send(
          client.request(path, ana).header("Accept-Encoding", codings).build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] unzipped(byte[] bytes) {
    try {
      return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(Answer answer, String name) {
    return answer.response().headers().firstValue(name).orElse("");
  }
}
