package io.openmeet.reference.bench;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.User;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Answers the requests of all simulations without a database, a cache or access rights. It gets
 * each answer once from a real API, so the answers have the API's size and pass the same checks.
 * Only what the caller sent is inserted each time. {@code ci/bench/cost} compares the API with it,
 * and {@code ci/loadtest capacity} finds the injector's own limit with it.
 */
public final class BareApi {
  private final String api;
  private final HttpClient client;
  private final JsonObject login;
  private final JsonObject me;
  private final JsonObject meeting;
  private final BareRooms rooms = new BareRooms();
  private final Map<String, Buffer> answers = new ConcurrentHashMap<>();

  private BareApi(Vertx vertx, String api, User user) {
    this.api = api;
    this.client = vertx.createHttpClient();
    login =
        ask(HttpMethod.POST, "/auth/login", "", credentials(user.email(), user.password()))
            .await()
            .toJsonObject();
    me = get("/auth/me").await().toJsonObject();
    String id =
        get("/meetings")
            .await()
            .toJsonObject()
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    meeting = get("/meetings/" + id).await().toJsonObject();
  }

  /**
   * @param arguments the port on loopback, 0 for any, and the API's address; it has the accounts of
   *     the feeders
   */
  public static void main(String[] arguments) {
    Vertx vertx = BareServer.vertx();
    BareApi bare = new BareApi(vertx, arguments[1], Feeders.read().users().get(0));
    BareServer.serve(vertx, Integer.parseInt(arguments[0]), bare::handle);
  }

  private static Buffer credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password).toBuffer();
  }

  private Future<Buffer> get(String uri) {
    return ask(HttpMethod.GET, uri, login.getString("accessToken"), Buffer.buffer());
  }

  private Future<Buffer> ask(HttpMethod method, String uri, String token, Buffer body) {
    return client
        .request(new RequestOptions().setMethod(method).setAbsoluteURI(api + uri))
        .compose(
            request -> request.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).send(body))
        .expecting(answer -> answer.statusCode() == 200)
        .compose(HttpClientResponse::body);
  }

  private void handle(HttpServerRequest request) {
    switch (request.method().name()) {
      case "GET" -> read(request);
      case "DELETE" -> request.response().setStatusCode(204).end();
      default -> {
        if (request.path().equals("/recordings")) {
          BareUpload.receive(request);
        } else {
          request.bodyHandler(body -> write(request, body.toJsonObject()));
        }
      }
    }
  }

  private void read(HttpServerRequest request) {
    switch (request.path()) {
      case "/auth/me" ->
          BareServer.answer(request, 200, with(me, "email", BareToken.of(request).email()));
      case "/live" -> rooms.connect(request);
      default -> repeat(request);
    }
  }

  private void repeat(HttpServerRequest request) {
    Buffer known = answers.get(request.uri());
    if (known != null) {
      BareServer.answer(request, 200, known);
    } else {
      get(request.uri())
          .onSuccess(
              answer -> {
                answers.put(request.uri(), answer);
                BareServer.answer(request, 200, answer);
              })
          .onFailure(none -> request.response().setStatusCode(502).end());
    }
  }

  private void write(HttpServerRequest request, JsonObject body) {
    switch (request.path()) {
      case "/auth/login" -> logIn(request, body);
      case "/auth/register" ->
          BareServer.answer(request, 201, session(body.getString("email"), body.getString("name")));
      case "/auth/refresh" ->
          BareServer.answer(
              request, 200, session(new BareToken(body.getString("refreshToken")).email(), null));
      case "/auth/logout" -> request.response().setStatusCode(204).end();
      default -> {
        if (request.method().equals(HttpMethod.POST)) {
          BareServer.answer(request, 201, changed(UUID.randomUUID().toString(), body));
        } else {
          String id = request.path().substring(request.path().lastIndexOf('/') + 1);
          BareServer.answer(request, 200, changed(id, body));
        }
      }
    }
  }

  private void logIn(HttpServerRequest request, JsonObject body) {
    // The only wrong password that the simulations send.
    if (body.getString("password").equals("not-mine")) {
      BareServer.answer(request, 401, new JsonObject().put("code", "wrong_password").toBuffer());
    } else {
      BareServer.answer(request, 200, session(body.getString("email"), null));
    }
  }

  /** The answer to a login of the user; its tokens are new. */
  private Buffer session(String email, String nameOrNull) {
    JsonObject answer = login.copy();
    JsonObject user = answer.getJsonObject("user").put("email", email);
    if (nameOrNull != null) {
      user.put("name", nameOrNull);
    }
    return answer
        .put("accessToken", BareToken.make(login.getString("accessToken"), email))
        .put("refreshToken", BareToken.make(login.getString("refreshToken"), email))
        .toBuffer();
  }

  private Buffer changed(String id, JsonObject body) {
    return with(meeting.copy().mergeIn(body), "id", id);
  }

  private static Buffer with(JsonObject answer, String name, String value) {
    return answer.copy().put(name, value).toBuffer();
  }
}
