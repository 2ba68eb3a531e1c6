package io.openmeet.reference.http;

import io.openmeet.reference.ApiClient.Session;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * Makes requests that no honest client would send. The same seed makes the same ones. For tests.
 */
final class HostileRequests {
  /** Stands in whatever is made up here; it must not be found in a metric's label. */
  static final String MARK = "FUZZ";

  /**
   * @param http whether it is valid HTTP, so that an answer must come; otherwise the connection may
   *     be closed instead
   */
  record Shot(byte[] bytes, boolean http) {}

  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "FUZZ", "get");

  private static final List<String> PATHS =
      List.of(
          "/meetings",
          "/auth/login",
          "/auth/register",
          "/auth/refresh",
          "/auth/me",
          "/search",
          "/auth/logout",
          "/recordings",
          "/analytics/summary",
          "/live",
          "/health",
          "/metrics");

  private static final List<String> ODD_PATHS =
      List.of(
          "/meetings/%00",
          "/meetings/%2e%2e/%2e%2e/etc/passwd",
          "//meetings",
          "/meetings//",
          "/./meetings",
          "/../meetings",
          "/meetings/..%2f..%2f",
          "/meetings/%ff%fe",
          "/%",
          "/%zz",
          "/meetings/FUZZ",
          "/meetings/;x=1",
          "/meetings?limit=%zz",
          "/meetings?limit=%00",
          "/search?q=%ed%a0%80",
          "/search?q=%c0%af",
          "/search?q=",
          "/search?q=%00",
          "/FUZZ/FUZZ",
          "/search?q=a&q=b&limit=0",
          "/meetings?type='%20OR%201=1--",
          "*",
          "http://x/meetings",
          "/meetings?limit=99999999999999999999",
          "/meetings?limit=1e3",
          "/meetings?limit=-1",
          "/search?q=%26%7C!()%3A*",
          "/search?q='%3BDROP%20TABLE%20users%3B--",
          "/meetings#FUZZ",
          "/meetings/00000000-0000-0000-0000-000000000000%00");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e999999999",
          "-1e-999999999",
          "99999999999999999999",
          "\"\"",
          "\"x\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\uffff\"",
          "[]",
          "{}",
          "[[[[]]]]",
          "\"' OR 1=1 --\"",
          "\"<script>FUZZ</script>\"",
          "\"${jndi:ldap://x}\"",
          "\"2030-01-01T00:00:00Z\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"\u202eFUZZ\"",
          "\"2030-02-30T00:00:00Z\"",
          "\"a@b\"",
          "\"../../etc/passwd\"",
          "NaN",
          "Infinity",
          "'x'",
          "0x10",
          "01",
          "\"\\x\"",
          "\"unclosed");

  private static final List<String> FIELDS =
      List.of(
          "title",
          "type",
          "startsAt",
          "durationMinutes",
          "status",
          "email",
          "password",
          "name",
          "organisation",
          "refreshToken",
          "id",
          "organisationId",
          "__proto__",
          "FUZZ",
          "");

  private final Random random;
  private final Session attacker;
  private final List<String> foreignPaths;
  private final List<String> forged;

  /**
   * @param foreignPaths what the attacker's organisation does not own
   */
  HostileRequests(long seed, Session attacker, List<String> foreignPaths) {
    this.random = new Random(seed);
    this.attacker = attacker;
    this.foreignPaths = foreignPaths;
    this.forged = forgeries(attacker.token());
  }

  Shot next() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> http(pick(List.of("POST", "PUT")), path(), authorization(), "", json());
      case 3 -> http(pick(METHODS), pick(ODD_PATHS), authorization(), "", new byte[0]);
      case 4 ->
          http(
              pick(List.of("GET", "PUT", "DELETE")),
              pick(foreignPaths),
              bearer(attacker.token()),
              "",
              "{\"title\":\"FUZZ\"}".getBytes(StandardCharsets.UTF_8));
      case 5 -> http("GET", pick(foreignPaths), bearer(pick(forged)), "", new byte[0]);
      case 6 -> multipart();
      case 7 -> http(pick(METHODS), path(), authorization(), oddHeaders(), json());
      case 8 -> noise();
      default -> smuggling();
    };
  }

  private byte[] json() {
    StringBuilder json = new StringBuilder("{");
    for (int i = random.nextInt(7); i >= 0; i--) {
      json.append('"').append(pick(FIELDS)).append("\":").append(pick(VALUES)).append(',');
    }
    json.setCharAt(json.length() - 1, '}');
    String text =
        switch (random.nextInt(9)) {
          case 0 -> json.substring(0, random.nextInt(json.length()));
          case 1 -> "[".repeat(random.nextInt(20_000));
          case 2 -> "{\"title\":".repeat(random.nextInt(3_000));
          case 3 -> json + json.toString();
          case 4 -> "{\"durationMinutes\":" + "9".repeat(random.nextInt(30_000)) + "}";
          default -> json.toString();
        };
    byte[] bytes = text.getBytes(charset());
    if (bytes.length > 0 && random.nextInt(4) == 0) {
      // Overlong, halves of characters, and bytes that begin nothing.
      byte[] odd =
          pick(
              List.of(
                  new byte[] {(byte) 0xc0, (byte) 0xaf},
                  new byte[] {(byte) 0xff},
                  new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                  new byte[] {(byte) 0xf8, 0}));
      System.arraycopy(odd, 0, bytes, random.nextInt(bytes.length), Math.min(1, odd.length));
    }
    return bytes;
  }

  private Charset charset() {
    return switch (random.nextInt(8)) {
      case 0 -> StandardCharsets.UTF_16;
      case 1 -> StandardCharsets.UTF_16LE;
      case 2 -> StandardCharsets.ISO_8859_1;
      default -> StandardCharsets.UTF_8;
    };
  }

  private Shot multipart() {
    String name =
        pick(List.of("f", "../../../etc/passwd", "a\0b", "x".repeat(300), "\\", "FUZZ", ""));
    String boundary = pick(List.of("B", "B", "--", "x".repeat(70), "\"B\"", "x".repeat(80)));
    String whole =
        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\n\r\nbytes\r\n--B\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\n"
            + pick(List.of("c", "", "\0", "x".repeat(2_000)))
            + "\r\n--B--\r\n";
    String body =
        switch (random.nextInt(6)) {
          case 0 -> whole.substring(0, random.nextInt(whole.length()));
          case 1 -> whole.replace("\r\n", "\n");
          case 2 -> whole.replace("form-data; name", "form-data");
          case 3 -> "--B\r\n" + "X: y\r\n".repeat(random.nextInt(3_000)) + whole;
          case 4 -> "--B\r\n\r\n".repeat(random.nextInt(40)) + whole;
          default -> whole;
        };
    return http(
        "POST",
        "/recordings",
        bearer(attacker.token()),
        "Content-Type: multipart/form-data; boundary=" + boundary + "\r\n",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private Shot noise() {
    byte[] bytes = new byte[1 + random.nextInt(300)];
    random.nextBytes(bytes);
    String end = "\r\n\r\n";
    return switch (random.nextInt(4)) {
      case 0 -> new Shot(bytes, false);
      case 1 ->
          new Shot(latin1("GET /" + "x".repeat(random.nextInt(6_000)) + " HTTP/1.1" + end), false);
      case 2 ->
          new Shot(
              latin1("GET / HTTP/1.1\r\nX: " + "y".repeat(random.nextInt(12_000)) + end), false);
      default ->
          new Shot(
              latin1(
                  "GET /health HTTP/1.1\r\n"
                      + new String(bytes, StandardCharsets.ISO_8859_1)
                      + end),
              false);
    };
  }

  private Shot smuggling() {
    String hidden = "DELETE " + pick(foreignPaths) + " HTTP/1.1\r\nHost: x\r\n\r\n";
    String start = "POST /auth/login HTTP/1.1\r\nHost: x\r\n";
    String chunk = "0\r\n\r\n";
    return new Shot(
        latin1(
            switch (random.nextInt(7)) {
              case 0 ->
                  start
                      + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + chunk
                      + hidden;
              case 1 -> start + "Content-Length: 0\r\nContent-Length: 9\r\n\r\n" + hidden;
              case 2 -> start + "Transfer-Encoding: chunked, FUZZ\r\n\r\n" + chunk;
              case 3 -> start + "Transfer-Encoding : chunked\r\n\r\n" + chunk;
              case 4 -> start + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n";
              case 5 -> start + "Content-Length: 99999999999999999999\r\n\r\n";
              default -> start + "Content-Length: +5\r\n\r\n{}";
            }),
        false);
  }

  private String oddHeaders() {
    return pick(
        List.of(
            "Host: FUZZ\r\nHost: FUZZ\r\n",
            "X-Forwarded-For: FUZZ\r\n",
            "Cookie: " + "a=b;".repeat(500) + "\r\n",
            "If-None-Match: \"FUZZ\", *, W/\r\n",
            "Accept-Encoding: gzip;q=x, *;q=0, FUZZ\r\n",
            "Content-Type: FUZZ/" + "x".repeat(1_000) + "\r\n",
            "Range: bytes=-99999999999999999999\r\n",
            "Connection: FUZZ, keep-alive\r\n",
            "Upgrade: h2c\r\nConnection: Upgrade\r\n",
            "Upgrade: websocket\r\n",
            "Accept: \0x\r\n".replace("\0", ""),
            "X-HTTP-Method-Override: DELETE\r\n",
            "X: y\r\n".repeat(150)));
  }

  private Shot http(String method, String path, String authorization, String headers, byte[] body) {
    byte[] head =
        latin1(
            "%s %s HTTP/1.1\r\nHost: x\r\n%s%sContent-Length: %d\r\n\r\n"
                .formatted(method, path, authorization, headers, body.length));
    byte[] bytes = new byte[head.length + body.length];
    System.arraycopy(head, 0, bytes, 0, head.length);
    System.arraycopy(body, 0, bytes, head.length, body.length);
    return new Shot(bytes, !method.equals("HEAD"));
  }

  private String path() {
    return random.nextInt(5) == 0 ? pick(foreignPaths) : pick(PATHS);
  }

  private String authorization() {
    return switch (random.nextInt(6)) {
      case 0 -> "";
      case 1 -> bearer(pick(forged));
      case 2 -> "Authorization: Basic FUZZ\r\n";
      default -> bearer(attacker.token());
    };
  }

  private static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static List<String> forgeries(String token) {
    String[] parts = token.split("\\.");
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String other = encode(claims.replaceFirst("\"org\":\"[^\"]+\"", "\"org\":\"FUZZ\""));
    String late = encode(claims.replaceFirst("\"exp\":\\d+", "\"exp\":99999999999"));
    String none = encode("{\"alg\":\"none\"}");
    return List.of(
        parts[0] + "." + other + "." + parts[2],
        parts[0] + "." + late + "." + parts[2],
        none + "." + parts[1] + ".",
        none + "." + parts[1],
        encode("{\"alg\":\"HS512\"}") + "." + parts[1] + "." + parts[2],
        encode("{\"alg\":\"RS256\",\"jwk\":{}}") + "." + parts[1] + "." + parts[2],
        encode("{\"alg\":\"HS256\",\"kid\":\"../../x\"}") + "." + parts[1] + "." + parts[2],
        parts[0] + "." + parts[1] + "." + "A".repeat(43),
        parts[0] + "..",
        "..",
        "",
        "FUZZ",
        "x".repeat(3_000));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
