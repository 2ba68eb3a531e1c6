package io.openmeet.reference.http;

import io.openmeet.reference.ApiClient.Session;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that no honest client sends. The same seed makes the same ones. For tests. */
final class HostileRequests {
  /** Part of all invented input; no metric's label may contain it. */
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
          "/meetings?limit='%20OR%201=1--",
          "*",
          "http://x/meetings",
          "/meetings?limit=99999999999999999999",
          "/meetings?limit=1e3",
          "/meetings?limit=-1",
          "/search?q=%26%7C!()%3A*",
          "/search?q='%3BDROP%20TABLE%20users%3B--",
          "/meetings#FUZZ",
          "/meetings/00000000-0000-0000-0000-000000000000%00");

  private final Random random;
  private final HostileJson json;
  private final Session attacker;
  private final List<String> foreignPaths;
  private final List<String> forged;

  /**
   * @param foreignPaths what the attacker's organisation does not own
   */
  HostileRequests(long seed, Session attacker, List<String> foreignPaths) {
    this.random = new Random(seed);
    this.json = new HostileJson(random);
    this.attacker = attacker;
    this.foreignPaths = foreignPaths;
    this.forged = ForgedTokens.of(attacker.token());
  }

  Shot next() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> http(pick(List.of("POST", "PUT")), path(), authorization(), "", json.next());
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
      case 7 -> http(pick(METHODS), path(), authorization(), oddHeaders(), json.next());
      case 8 -> noise();
      default -> smuggling();
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

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
