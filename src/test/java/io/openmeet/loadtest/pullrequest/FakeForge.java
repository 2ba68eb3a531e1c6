package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.openmeet.loadtest.pullrequest.RestForge.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that speaks as GitHub and GitLab do about the comments of one pull request. */
final class FakeForge implements AutoCloseable {
  static final String TOKEN = "s3cret-t0ken";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern GITHUB =
      Pattern.compile("/github/repos/team/app/issues/(?:12/comments|comments/(\\d+))");
  private static final Pattern GITLAB =
      Pattern.compile("/gitlab/projects/team%2Fapp/merge_requests/12/notes(?:/(\\d+))?");

  private record Written(String author, String text) {}

  private record Refused(int status, Map<String, String> headers) {}

  private final Map<Long, Written> comments = new TreeMap<>();
  private final Deque<Refused> refusals = new ArrayDeque<>();
  private final HttpServer server;
  private long lastId;
  private boolean deletesBeforeUpdate;
  private boolean failsAfterCreating;

  FakeForge() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String address(Kind kind) {
    return "http://127.0.0.1:%d/%s"
        .formatted(server.getAddress().getPort(), kind == Kind.GITHUB ? "github" : "gitlab");
  }

  synchronized void add(String author, String text, int times) {
    for (int i = 0; i < times; i++) {
      comments.put(++lastId, new Written(author, text));
    }
  }

  synchronized void answerOnce(int status, Map<String, String> headers) {
    refusals.add(new Refused(status, headers));
  }

  synchronized void deleteBeforeUpdate() {
    deletesBeforeUpdate = true;
  }

  synchronized void failAfterCreating() {
    failsAfterCreating = true;
  }

  /** Author and text of each, the oldest first. */
  synchronized List<String> comments() {
    return comments.values().stream()
        .map(written -> written.author() + ": " + written.text())
        .toList();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    boolean github = path.startsWith("/github");
    Matcher known = (github ? GITHUB : GITLAB).matcher(path);
    String token =
        exchange.getRequestHeaders().getFirst(github ? "Authorization" : "PRIVATE-TOKEN");
    Refused refused = refusals.poll();
    if (refused != null) {
      refused.headers().forEach(exchange.getResponseHeaders()::add);
      answer(exchange, refused.status(), Map.of("message", "no"));
    } else if (!Objects.equals(token, github ? "Bearer " + TOKEN : TOKEN)) {
      answer(exchange, 401, Map.of("message", "Bad credentials"));
    } else if (!known.matches()) {
      answer(exchange, 404, Map.of("message", "Not Found"));
    } else {
      act(exchange, github, known.group(1) == null ? 0 : Long.parseLong(known.group(1)));
    }
  }

  private void act(HttpExchange exchange, boolean github, long id) throws IOException {
    switch (exchange.getRequestMethod()) {
      case "GET" -> answer(exchange, 200, page(exchange.getRequestURI().getQuery(), github));
      case "POST" -> {
        add("loadtest[bot]", text(exchange), 1);
        int status = failsAfterCreating ? 502 : 201;
        failsAfterCreating = false;
        answer(exchange, status, Map.of("id", lastId));
      }
      default -> {
        if (deletesBeforeUpdate) {
          comments.remove(id);
          deletesBeforeUpdate = false;
        }
        String text = text(exchange);
        boolean right = exchange.getRequestMethod().equals(github ? "PATCH" : "PUT");
        Written there = comments.get(id);
        if (there != null && right) {
          comments.put(id, new Written(there.author(), text));
        }
        answer(exchange, there != null && right ? 200 : 404, Map.of());
      }
    }
  }

  private static String text(HttpExchange exchange) throws IOException {
    return JSON.readTree(exchange.getRequestBody().readAllBytes()).path("body").asText();
  }

  private List<Map<String, Object>> page(String query, boolean github) {
    Matcher asked = Pattern.compile("per_page=(\\d+)&page=(\\d+)").matcher(query);
    if (!asked.matches()) {
      throw new IllegalArgumentException(query);
    }
    int size = Math.min(100, Integer.parseInt(asked.group(1)));
    List<Map<String, Object>> page = new ArrayList<>();
    comments.entrySet().stream()
        .skip((Long.parseLong(asked.group(2)) - 1) * size)
        .limit(size)
        .forEach(
            comment -> {
              Map<String, Object> shown = new LinkedHashMap<>();
              shown.put("id", comment.getKey());
              shown.put("body", comment.getValue().text());
              shown.put(
                  github ? "user" : "author",
                  Map.of(github ? "login" : "username", comment.getValue().author()));
              page.add(shown);
            });
    return page;
  }

  private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] json = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, json.length);
    exchange.getResponseBody().write(json);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
