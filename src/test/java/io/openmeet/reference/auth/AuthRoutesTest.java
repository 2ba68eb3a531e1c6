package io.openmeet.reference.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthRoutesTest {
  private final ApiClient client = RunningApi.shared().client();

  @Test
  void aSeededUserLogsInAndMeReturnsTheirAccount() {
    Answer login = client.login("User005@ORG05.openmeet.example", "fixture-only-005-ü");

    assertEquals(200, login.status());
    assertEquals(
        "user005@org05.openmeet.example", login.body().path("user").path("email").asText());
    assertEquals(3600, login.body().path("expiresInSeconds").asInt());
    Answer me = client.get("/auth/me", ApiClient.session(login));
    assertEquals(200, me.status());
    assertEquals("Elif Alvarez", me.field("name"));
    assertEquals("O'Brien, Walsh & Co", me.field("organisation"));
    assertEquals(login.body().path("user").path("id").asText(), me.field("id"));
    assertEquals(
        login.body().path("user").path("organisationId").asText(), me.field("organisationId"));
  }

  @Test
  void aWrongPasswordAndAnUnknownEmailAreAnsweredAlike() {
    Answer wrong = client.login("user001@org01.openmeet.example", "wrong password");
    Answer unknown = client.login("nobody@org01.openmeet.example", "wrong password");

    assertEquals(401, wrong.status());
    assertEquals(401, unknown.status());
    assertEquals(wrong.errorMessage(), unknown.errorMessage());
  }

  @Test
  void registeringMakesANewEmptyOrganisation() {
    String unique = UUID.randomUUID().toString();
    Answer answer = client.register(unique + "@example.org", "Café \"" + unique + "\", 会議");

    assertEquals(201, answer.status());
    Session session = ApiClient.session(answer);
    assertEquals(
        "Café \"" + unique + "\", 会議", client.get("/auth/me", session).field("organisation"));
    assertEquals(0, client.get("/meetings", session).body().path("items").size());
    assertEquals(200, client.login(unique + "@example.org", "long enough").status());
  }

  @Test
  void anEmailOrAnOrganisationIsRegisteredOnce() {
    String unique = UUID.randomUUID().toString();
    assertEquals(201, client.register(unique + "@example.org", unique).status());

    Answer email = client.register(unique + "@EXAMPLE.org", "other " + unique);
    Answer organisation = client.register("other" + unique + "@example.org", unique);

    assertEquals(409, email.status());
    assertEquals("This email is registered already.", email.errorMessage());
    assertEquals(409, organisation.status());
    assertEquals("This organisation is registered already.", organisation.errorMessage());
    assertEquals(401, client.login("other" + unique + "@example.org", "long enough").status());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|email is missing.",
        "{\"email\":7}|email must be a text.",
        "{\"email\":\"nobody\"}|email must look like somebody@example.org.",
        "{\"email\":\"a@b\",\"name\":\"\"}|name must have 1 to 200 characters.",
        "{\"email\":\"a@b\",\"name\":\"a\\u0000\"}|name must not contain control characters.",
        "{\"email\":\"a@b\",\"name\":\"n\",\"organisation\":\"o\",\"password\":\"1234567\"}"
            + "|password must have 8 to 200 characters.",
        "{|The body is not valid JSON.",
        "[]|The body must be a JSON object.",
        "null|The body must be a JSON object.",
      })
  void aMalformedRegistrationIs400WithTheReason(String body, String message) {
    Answer answer = client.post("/auth/register", null, body);

    assertEquals(400, answer.status());
    assertEquals(message, answer.errorMessage());
  }

  @Test
  void aRefreshTokenGivesANewPairOfTokens() {
    Session first = client.register();

    Answer refreshed = refresh(first.refreshToken());

    assertEquals(200, refreshed.status());
    Session second = ApiClient.session(refreshed);
    assertEquals(first.userId(), second.userId());
    assertNotEquals(first.refreshToken(), second.refreshToken());
    assertNotEquals(first.token(), second.token());
    assertEquals(200, client.get("/auth/me", second).status());
    assertEquals(200, refresh(second.refreshToken()).status());
  }

  @Test
  void aRefreshTokenUsedTwiceEndsTheWholeSession() {
    Session stolen = client.register();
    Session thief = ApiClient.session(refresh(stolen.refreshToken()));
    Session thiefLater = ApiClient.session(refresh(thief.refreshToken()));
    assertEquals(200, client.get("/auth/me", thiefLater).status());

    assertEquals(401, refresh(stolen.refreshToken()).status());

    assertEquals(401, refresh(thiefLater.refreshToken()).status());
    for (Session session : List.of(stolen, thief, thiefLater)) {
      assertEquals(401, client.get("/auth/me", session).status());
    }
  }

  @Test
  void theEndOfOneSessionDoesNotEndTheUsersOtherSessions() {
    Session phone = client.loginAsUser(9);
    Session laptop = client.loginAsUser(9);
    refresh(phone.refreshToken());
    refresh(phone.refreshToken());

    assertEquals(401, client.get("/auth/me", phone).status());
    assertEquals(200, client.get("/auth/me", laptop).status());
    assertEquals(200, refresh(laptop.refreshToken()).status());
  }

  @Test
  void ofManyUsesOfOneRefreshTokenAtOnceOneSucceedsAndItsSessionEnds() {
    String token = client.register().refreshToken();

    List<Answer> answers =
        Stream.generate(() -> token).limit(8).parallel().map(this::refresh).toList();

    List<Integer> statuses = answers.stream().map(Answer::status).toList();
    assertEquals(1, statuses.stream().filter(status -> status == 200).count(), "" + statuses);
    assertEquals(7, statuses.stream().filter(status -> status == 401).count(), "" + statuses);
    answers.stream()
        .filter(answer -> answer.status() == 200)
        .forEach(answer -> assertEquals(401, refresh(answer.field("refreshToken")).status()));
  }

  @Test
  void loggingOutEndsTheSessionWithAllItsTokens() {
    Session first = client.register();
    Session second = ApiClient.session(refresh(first.refreshToken()));
    assertEquals(200, client.get("/auth/me", first).status());

    assertEquals(204, logout(second, second.refreshToken()).status());

    assertEquals(401, refresh(second.refreshToken()).status());
    assertEquals(401, client.get("/auth/me", second).status());
    assertEquals(401, client.get("/auth/me", first).status());
  }

  @Test
  void aUserCannotLogOutAnother() {
    Session victim = client.register();

    assertEquals(204, logout(client.register(), victim.refreshToken()).status());

    assertEquals(200, refresh(victim.refreshToken()).status());
  }

  @Test
  void aForgedOrMalformedAccessTokenIs401() {
    Session session = client.loginAsUser(1);
    String[] parts = session.token().split("\\.");
    String none = encode("{\"alg\":\"none\",\"typ\":\"JWT\"}");

    for (String token :
        List.of(
            "",
            "x",
            "a.b.c",
            parts[0] + "." + parts[1],
            parts[0] + "." + parts[1] + ".",
            parts[0] + "." + parts[1] + "." + parts[2].substring(1) + "A",
            parts[0] + "." + encode("{\"sub\":\"x\"}") + "." + parts[2],
            none + "." + parts[1] + ".",
            none + "." + parts[1] + "." + parts[2],
            encode("{\"alg\":[]}") + "." + parts[1] + "." + parts[2])) {
      Answer answer = client.get("/auth/me", new Session("", "", token, ""));
      assertEquals(401, answer.status(), token);
      assertEquals("unauthorized", answer.errorCode());
    }
    assertEquals(401, client.get("/auth/me", null).status());
  }

  @Test
  void anErrorHasAnIdAndNoStack() {
    Answer answer = client.get("/auth/me", null);

    assertFalse(answer.body().path("error").path("id").asText().isEmpty());
    assertFalse(answer.text().contains("Exception"));
    assertTrue(answer.errorMessage().endsWith("."));
  }

  private Answer refresh(String token) {
    return client.post("/auth/refresh", null, Map.of("refreshToken", token));
  }

  private Answer logout(Session session, String refreshToken) {
    return client.post("/auth/logout", session, Map.of("refreshToken", refreshToken));
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
