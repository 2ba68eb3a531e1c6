package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server that speaks as GitHub and GitLab do about the comments of one pull request, the rights
 * of users, and what was merged.
 */
public final class FakeForge implements AutoCloseable {
  public static final String TOKEN = "s3cret-t0ken";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern GITHUB =
      Pattern.compile("/github/repos/team/app/issues/(?:12/comments|comments/(\\d+))");
  private static final Pattern GITLAB =
      Pattern.compile("/gitlab/projects/team%2Fapp/merge_requests/12/notes(?:/(\\d+))?");

  private static final Pattern RIGHTS =
      Pattern.compile(
          "/github/repos/team/app/collaborators/([^/]+)/permission|/gitlab/projects/team%2Fapp/members/all/([^/]+)");
  private static final Pattern REACTIONS =
      Pattern.compile(
          "/github/repos/team/app/issues/comments/(\\d+)/reactions|/gitlab/projects/team%2Fapp/merge_requests/12/notes/(\\d+)/award_emoji");
  private static final Pattern MERGED =
      Pattern.compile("/github/repos/team/app/pulls|/gitlab/projects/team%2Fapp/merge_requests");
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          "/github/repos/team/app/issues/\\d+/comments|/gitlab/projects/team%2Fapp/merge_requests/\\d+/notes");

  private record Written(String author, String text) {}

  private record Refused(int status, Map<String, String> headers) {}

  private final Map<Long, Written> comments = new TreeMap<>();
  private final Deque<Refused> refusals = new ArrayDeque<>();
  private final Map<String, Map<String, Object>> rights = new HashMap<>();
  private final List<String> reactions = new ArrayList<>();
  private final List<Map<String, Object>> closed = new ArrayList<>();
  private final List<String> requests = new ArrayList<>();
  private final HttpServer server;
  private long lastId;
  private boolean deletesBeforeUpdate;
  private boolean failsAfterCreating;

  public FakeForge() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  public String address(ForgeKind kind) {
    return "http://127.0.0.1:%d/%s"
        .formatted(server.getAddress().getPort(), kind == ForgeKind.GITHUB ? "github" : "gitlab");
  }

  public synchronized void add(String author, String text, int times) {
    for (int i = 0; i < times; i++) {
      comments.put(++lastId, new Written(author, text));
    }
  }

  public synchronized void answerOnce(int status, Map<String, String> headers) {
    refusals.add(new Refused(status, headers));
  }

  /**
   * @param user name at GitHub, id at GitLab
   * @param answer what the forge says of the user's rights
   */
  public synchronized void allow(String user, Map<String, Object> answer) {
    rights.put(user, answer);
  }

  /** Adds a pull request in the order in which the forge lists them. */
  public synchronized void close(long number, String mergedAt, String updatedAt) {
    Map<String, Object> one = new HashMap<>(Map.of("updated_at", updatedAt));
    one.put("number", number);
    one.put("iid", number);
    one.put("merged_at", mergedAt);
    closed.add(one);
  }

  /** The id of the comment and the reaction to it. */
  synchronized List<String> reactions() {
    return List.copyOf(reactions);
  }

  /** Method and path of each request, with its query. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  synchronized void deleteBeforeUpdate() {
    deletesBeforeUpdate = true;
  }

  synchronized void failAfterCreating() {
    failsAfterCreating = true;
  }

  /** Author and text of each, the oldest first. */
  public synchronized List<String> comments() {
    return comments.values().stream()
        .map(written -> written.author() + ": " + written.text())
        .toList();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
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
      other(exchange, path);
    } else {
      act(exchange, github, known.group(1) == null ? 0 : Long.parseLong(known.group(1)));
    }
  }

  private void other(HttpExchange exchange, String path) throws IOException {
    Matcher user = RIGHTS.matcher(path);
    Matcher reaction = REACTIONS.matcher(path);
    if (user.matches() && rights.containsKey(group(user))) {
      answer(exchange, 200, rights.get(group(user)));
    } else if (reaction.matches() && exchange.getRequestMethod().equals("POST")) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      reactions.add(
          group(reaction) + " " + body.path("content").asText(body.path("name").asText()));
      answer(exchange, 201, Map.of());
    } else if (MERGED.matcher(path).matches()) {
      answer(exchange, 200, pageOf(closed, exchange.getRequestURI().getQuery()));
    } else if (OF_OTHERS.matcher(path).matches()) {
      answer(exchange, 200, List.of());
    } else {
      answer(exchange, 404, Map.of("message", "Not Found"));
    }
  }

  private static String group(Matcher matcher) {
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
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
    List<Map<String, Object>> all = new ArrayList<>();
    comments.forEach(
        (id, written) ->
            all.add(
                Map.of(
                    "id",
                    id,
                    "body",
                    written.text(),
                    github ? "user" : "author",
                    Map.of(github ? "login" : "username", written.author()))));
    return pageOf(all, query);
  }

  private static <T> List<T> pageOf(List<T> all, String query) {
    Matcher asked = Pattern.compile("(?:.*&)?per_page=(\\d+)&page=(\\d+)").matcher(query);
    if (!asked.matches()) {
      throw new IllegalArgumentException(query);
    }
    int size = Math.min(100, Integer.parseInt(asked.group(1)));
    return all.stream().skip((Long.parseLong(asked.group(2)) - 1) * size).limit(size).toList();
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
