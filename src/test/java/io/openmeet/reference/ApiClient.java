package io.openmeet.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A client of the API. For tests. */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** An answer of the API. */
  public record Answer(int status, JsonNode body, String text, HttpResponse<String> response) {
    public String field(String name) {
      return body.path(name).asText();
    }

    /** The header's first value; empty when there is none. */
    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public String errorCode() {
      return body.path("error").path("code").asText();
    }

    public String errorMessage() {
      return body.path("error").path("message").asText();
    }
  }

  /** A user who is logged in. */
  public record Session(String userId, String organisationId, String token, String refreshToken) {}

  private final String baseUrl;

  public ApiClient(String baseUrl) {
    this.baseUrl = baseUrl;
  }

  /**
   * Logs in as a user of feeders/users.csv: users 1, 11, 21 share an organisation, 1 and 2 do not.
   */
  public Session loginAsUser(int number) {
    String email = "user%03d@org%02d.openmeet.example".formatted(number, (number - 1) % 10 + 1);
    return session(login(email, "fixture-only-%03d-ü".formatted(number)));
  }

  /** Registers a new user with a new organisation. */
  public Session register() {
    String unique = UUID.randomUUID().toString();
    return session(register(unique + "@example.org", "Org " + unique));
  }

  public Answer register(String email, String organisation) {
    return post(
        "/auth/register",
        null,
        Map.of(
            "email",
            email,
            "password",
            "long enough",
            "name",
            "Zoë",
            "organisation",
            organisation));
  }

  public Answer login(String email, String password) {
    return post("/auth/login", null, Map.of("email", email, "password", password));
  }

  public static Session session(Answer answer) {
    return new Session(
        answer.body().path("user").path("id").asText(),
        answer.body().path("user").path("organisationId").asText(),
        answer.field("accessToken"),
        answer.field("refreshToken"));
  }

  public Answer createMeeting(Session session, String title, String startsAt) {
    return post(
        "/meetings",
        session,
        Map.of("title", title, "type", "standup", "startsAt", startsAt, "durationMinutes", 30));
  }

  public Answer search(Session session, String query, int limit) {
    return get("/search?limit=" + limit + "&q=" + encode(query), session);
  }

  /** Uploads a recording in multipart form. */
  public Answer upload(Session session, byte[] file) {
    return upload(session, "f", file);
  }

  public Answer upload(Session session, String fileName, byte[] file) {
    String head =
        "--B\r\nContent-Disposition: form-data; name=\"category\"\r\n\r\nc\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + fileName
            + "\"\r\n\r\n";
    return send(
        request("/recordings", session)
            .header("Content-Type", "multipart/form-data; boundary=B")
            .POST(
                HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofByteArray(file),
                    HttpRequest.BodyPublishers.ofString("\r\n--B--\r\n"))));
  }

  public Answer get(String path, Session session) {
    return send(request(path, session).GET());
  }

  public Answer delete(String path, Session session) {
    return send(request(path, session).DELETE());
  }

  public Answer post(String path, Session session, Object body) {
    return post(path, session, json(body));
  }

  public Answer post(String path, Session session, String body) {
    return send(request(path, session).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer put(String path, Session session, Object body) {
    return send(request(path, session).PUT(HttpRequest.BodyPublishers.ofString(json(body))));
  }

  /**
   * @param session whose access token is sent; null for no token
   */
  public HttpRequest.Builder request(String path, Session session) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(baseUrl + path)).timeout(PATIENCE);
    if (session != null) {
      request.header("Authorization", "Bearer " + session.token());
    }
    return request;
  }

  public Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      String text = response.body();
      boolean json =
          response.headers().firstValue("content-type").orElse("").startsWith("application/json");
      return new Answer(
          response.statusCode(),
          json ? JSON.readTree(text) : MissingNode.getInstance(),
          text,
          response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The value of one line of the metrics; 0 when there is no such line. */
  public double metric(String nameAndLabels) {
    return get("/metrics", null)
        .text()
        .lines()
        .filter(line -> line.startsWith(nameAndLabels + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElse(0);
  }

  private static String json(Object body) {
    try {
      return JSON.writeValueAsString(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
