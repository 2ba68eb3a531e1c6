package io.openmeet.reference.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are compressed for which clients. */
class CompressionTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(4);

  @ParameterizedTest
  @ValueSource(strings = {"/meetings?limit=100", "/search?q=budget&limit=50"})
  void aLargeAnswerIsCompressedForAClientThatAcceptsGzipAndKeepsItsTag(String path) {
    byte[] plain = client.get(path, ana).text().getBytes(UTF_8);

    for (int i = 0; i < 3; i++) {
      HttpResponse<byte[]> answer = accepting("br;q=1.0, gzip;q=0.8, *;q=0.1", path);

      assertEquals(200, answer.statusCode());
      assertEquals("gzip", answer.headers().firstValue("content-encoding").orElse(""));
      assertTrue(answer.body().length < plain.length / 3, answer.body().length + " bytes");
      assertArrayEquals(plain, unzipped(answer.body()));
      assertEquals(
          client.get(path, ana).header("etag"), answer.headers().firstValue("etag").orElse(""));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "deflate", "identity, gzip;q=0.5", ""})
  void aClientThatDoesNotPreferGzipGetsAPlainAnswer(String acceptEncoding) {
    HttpResponse<byte[]> answer = accepting(acceptEncoding, "/meetings");

    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("content-encoding").isEmpty());
    assertArrayEquals(client.get("/meetings", ana).text().getBytes(UTF_8), answer.body());
  }

  @Test
  void aSmallAnswerIsCompressedOnlyForAClientThatAcceptsNothingElse() {
    byte[] plain = client.get("/auth/me", ana).text().getBytes(UTF_8);

    assertArrayEquals(plain, accepting("gzip", "/auth/me").body());
    assertArrayEquals(plain, unzipped(accepting("gzip, identity;q=0", "/auth/me").body()));
  }

  /** Two lines mean the same as one with a comma (RFC 9110, 5.2). */
  @Test
  void acceptEncodingMayHaveSeveralLines() throws Exception {
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

  @Test
  void aReadThatAcceptsNoCodingIs406AndAWriteIsAnsweredAnyway() {
    HttpRequest.Builder read = client.request("/meetings", ana).header("Accept-Encoding", "*;q=0");
    Answer refused = client.send(read.GET());
    assertEquals(406, refused.status());
    assertEquals("not_acceptable", refused.errorCode());
    assertEquals("no-store", refused.header("cache-control"));
    assertEquals("", refused.header("etag"));

    HttpRequest.Builder write =
        client.request("/auth/refresh", null).header("Accept-Encoding", "*;q=0");
    String body = "{\"refreshToken\":\"" + client.loginAsUser(4).refreshToken() + "\"}";
    Answer session = client.send(write.POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(200, session.status());
    assertEquals("no-store", session.header("cache-control"));
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
}
