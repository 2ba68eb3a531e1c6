package io.openmeet.reference.recordings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingRoutesTest {
  private static final int LIMIT = 8 << 20;

  private final ApiClient client = RunningApi.shared().client();
  private final Session ana = client.loginAsUser(1);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_536, 131_072, 131_073, 2_000_000, LIMIT})
  void theDigestIsThatOfTheBytesSent(int size) throws Exception {
    byte[] bytes = bytes(size);

    Answer answer = upload("Rückblick, \"Q1\" 会議.webm", "video/webm", "board", bytes);

    assertEquals(201, answer.status(), answer.text());
    assertEquals(sha256(bytes), answer.field("sha256"));
    assertEquals(size, answer.body().path("bytes").asInt());
    assertEquals("Rückblick, \"Q1\" 会議.webm", answer.field("fileName"));
    assertEquals("video/webm", answer.field("contentType"));
    assertEquals("board", answer.field("category"));
    assertEquals("stored", answer.field("status"));
    assertEquals(answer.body(), client.get("/recordings/" + answer.field("id"), ana).body());
  }

  @Test
  void manyUploadsAtOnceDoNotMixTheirBytes() throws Exception {
    List<byte[]> files = IntStream.range(0, 60).mapToObj(i -> bytes(50_000 + i * 5_000)).toList();

    files.parallelStream()
        .forEach(file -> assertEquals(sha256(file), upload("f", "a/b", "c", file).field("sha256")));
  }

  @Test
  void pastTheLimitAnUploadIs413() {
    Answer justPast = upload("f", "a/b", "c", bytes(LIMIT + 1));
    Answer farPast = upload("f", "a/b", "c", bytes(LIMIT + 500_000));

    assertEquals(413, justPast.status());
    assertEquals(413, farPast.status());
    assertEquals("too_large", farPast.errorCode());
  }

  @ParameterizedTest
  @CsvSource({"ü, c", "f, ü"})
  void namesThatAreNotUtf8AreRefused(String name, String category) {
    String utf8 = new String(body(name, "a/b", category, new byte[0]), StandardCharsets.UTF_8);

    Answer refused = send(utf8.getBytes(StandardCharsets.ISO_8859_1));

    assertEquals(400, refused.status());
    assertTrue(refused.text().contains("not UTF-8"), refused.text());
  }

  @Test
  void aNameIsNeverAPath() {
    Answer answer = upload("../../../../etc/passwd", "a/b", "c", bytes(10));

    assertEquals(201, answer.status());
    assertEquals("../../../../etc/passwd", answer.field("fileName"));
  }

  @Test
  void anotherOrganisationsRecordingDoesNotExist() {
    String path = "/recordings/" + upload("f", "a/b", "c", bytes(10)).field("id");

    assertEquals(200, client.get(path, client.loginAsUser(11)).status());
    assertEquals(404, client.get(path, client.loginAsUser(2)).status());
    assertEquals(404, client.get("/recordings/" + UUID.randomUUID(), ana).status());
    assertEquals(401, client.get(path, null).status());
  }

  @Test
  void aBadUploadIs400WithTheReason() {
    String file = part("file\"; filename=\"f", "x");
    String category = part("category", "c");

    assertEquals("The file part named file is missing.", refusal(category + "--B--"));
    assertEquals("The text field category is missing.", refusal(file + "--B--"));
    assertEquals("The multipart body is incomplete.", refusal(category + file));
    assertEquals("The multipart body is incomplete.", refusal(""));
    assertEquals(
        "category must have 1 to 40 characters.",
        refusal(file + part("category", "c".repeat(41)) + "--B--"));
    assertEquals(
        "The text field category is too long.",
        refusal(file + part("category", "c".repeat(2_000)) + "--B--"));
    assertEquals(
        "The file name must have 1 to 255 characters.",
        refusal(part("file\"; filename=\"" + "f".repeat(256), "x") + category + "--B--"));
  }

  @Test
  void anotherContentTypeIs415() {
    Answer json = client.post("/recordings", ana, "{}");
    Answer noBoundary =
        client.send(
            client
                .request("/recordings", ana)
                .header("Content-Type", "multipart/form-data")
                .POST(HttpRequest.BodyPublishers.ofString("x")));

    assertEquals(415, json.status());
    assertEquals(415, noBoundary.status());
  }

  @Test
  void theOldestRecordingExpiresAboveTheLimitForAll() {
    try (RunningApi small = RunningApi.start("recordingsBytes=1000", "maxUploadBytes=600")) {
      ApiClient other = small.client();
      Session session = other.loginAsUser(1);
      String first = other.upload(session, bytes(600)).field("id");
      String second = other.upload(session, bytes(600)).field("id");

      long deadline = System.nanoTime() + 5_000_000_000L;
      while (!status(other, session, first).equals("expired")) {
        assertTrue(System.nanoTime() < deadline, "the first recording did not expire");
      }
      assertEquals("stored", status(other, session, second));
      assertEquals(413, other.upload(session, bytes(601)).status());
    }
  }

  private static String status(ApiClient client, Session session, String id) {
    return client.get("/recordings/" + id, session).field("status");
  }

  private String refusal(String body) {
    Answer answer = send(body.getBytes(StandardCharsets.UTF_8));
    assertEquals(400, answer.status(), answer.text());
    return answer.errorMessage();
  }

  private Answer upload(String name, String type, String category, byte[] bytes) {
    return send(body(name, type, category, bytes));
  }

  private Answer send(byte[] body) {
    return client.send(
        client
            .request("/recordings", ana)
            .header("Content-Type", "multipart/form-data; boundary=B")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  private static byte[] body(String name, String type, String category, byte[] bytes) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    String head =
        part("category", category)
            + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: "
            + type
            + "\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n--B--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  private static String part(String name, String value) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
