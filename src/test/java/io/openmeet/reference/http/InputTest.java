package io.openmeet.reference.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The encodings of queries and the types of bodies that the API accepts. */
class InputTest {
  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(4);

  /** "%FC" is "ü" in ISO-8859-1; the others are cut off, a surrogate, overlong and malformed. */
  @ParameterizedTest
  @ValueSource(strings = {"%FCberblick", "%C3", "%ed%a0%80", "%c0%af", "a%C3%28"})
  void aQueryWhoseEscapesAreNotUtf8IsRefused(String query) {
    Answer refused = client.get("/search?q=" + query, ana);

    assertEquals(400, refused.status());
    assertEquals("bad_request", refused.errorCode());
  }

  /** Raw bytes without escapes: an umlaut in UTF-8 and in ISO-8859-1. */
  @ParameterizedTest
  @ValueSource(strings = {"\u00c3\u00bcberblick", "\u00fcberblick", "%20\u00fc"})
  void aQueryWithUnescapedBytesIsRefused(String latin1) {
    try (RawClient raw = new RawClient(RunningApi.shared().baseUrl())) {
      raw.send(
          "GET /search?q=%s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(latin1, ana.token()));

      assertEquals(400, raw.reply().status());
    }
  }

  /** "é" as one character and as two. */
  @Test
  void bothUnicodeFormsOfATextFindTheSame() {
    Answer composed = client.get("/search?q=caf%C3%A9", ana);
    Answer decomposed = client.get("/search?q=cafe%CC%81", ana);

    assertTrue(composed.body().path("items").size() > 0, composed.text());
    assertEquals(composed.body().path("items"), decomposed.body().path("items"));
    assertEquals("cafe\u0301", decomposed.field("query"), "what was asked");
  }

  @ParameterizedTest
  @CsvSource({"%zz, 1", "a=, 9000", "email=a%40b.example&password=x, 1"})
  void aFormIsRefused(String form, int times) {
    HttpRequest.Builder post =
        client
            .request("/auth/login", null)
            .header("Content-Type", "application/x-www-form-urlencoded");

    Answer refused =
        client.send(post.POST(HttpRequest.BodyPublishers.ofString(form + "x".repeat(times))));

    assertEquals(415, refused.status());
    assertEquals("unsupported_media_type", refused.errorCode());
  }
}
