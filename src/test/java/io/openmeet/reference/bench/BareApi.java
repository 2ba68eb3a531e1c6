package io.openmeet.reference.bench;

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
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Answers the requests of the API simulation without a database, a cache or access rights. It gets
 * each answer once from a reference API, so the answers have the API's size and pass the same
 * checks. Only the caller's email and the fields of a written meeting are inserted each time.
 * {@code ci/bench/cost} compares the API with it.
 */
public final class BareApi {
  private final String api;
  private final HttpClient client;
  private final JsonObject login;
  private final JsonObject me;
  private final JsonObject meeting;
  private final AtomicInteger signIns = new AtomicInteger();
  private final Map<String, String> emails = new ConcurrentHashMap<>();
  private final Map<String, Buffer> answers = new ConcurrentHashMap<>();

  private BareApi(Vertx vertx, String api, String email, String password) {
    this.api = api;
    this.client = vertx.createHttpClient();
    login =
        ask(HttpMethod.POST, "/auth/login", "", credentials(email, password))
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
   * @param arguments the port on loopback, the reference API's address, and an account there: email
   *     and password
   */
  public static void main(String[] arguments) {
    Vertx vertx = BareServer.vertx();
    BareApi bare = new BareApi(vertx, arguments[1], arguments[2], arguments[3]);
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
      default -> request.bodyHandler(body -> write(request, body.toJsonObject()));
    }
  }

  private void read(HttpServerRequest request) {
    Buffer known = answers.get(request.uri());
    if (request.path().equals("/auth/me")) {
      String token = request.getHeader(HttpHeaders.AUTHORIZATION).substring("Bearer ".length());
      BareServer.answer(request, 200, with(me, "email", emails.get(token)));
    } else if (known != null) {
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
    if (request.path().equals("/auth/login")) {
      BareServer.answer(request, 200, signIn(body.getString("email")));
    } else if (request.method().equals(HttpMethod.POST)) {
      BareServer.answer(request, 201, changed(UUID.randomUUID().toString(), body));
    } else {
      String id = request.path().substring(request.path().lastIndexOf('/') + 1);
      BareServer.answer(request, 200, changed(id, body));
    }
  }

  private Buffer signIn(String email) {
    String token = login.getString("accessToken") + signIns.incrementAndGet();
    emails.put(token, email);
    JsonObject answer = login.copy();
    answer.getJsonObject("user").put("email", email);
    return answer.put("accessToken", token).toBuffer();
  }

  private Buffer changed(String id, JsonObject body) {
    return with(meeting.copy().mergeIn(body), "id", id);
  }

  private static Buffer with(JsonObject answer, String name, String value) {
    return answer.copy().put(name, value).toBuffer();
  }
}
