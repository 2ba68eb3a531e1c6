package io.openmeet.loadtest.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.load.TargetCheck.Client;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Checks before the load that the feeder's users have accounts at the target, and that a user who
 * signs in before the load is still signed in at its end.
 */
final class SignInCheck {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PARTS_OF_A_JWT = 3;

  private final Client target;
  private final Optional<Duration> tokenLife;

  private SignInCheck(Client target, Optional<Duration> tokenLife) {
    this.target = target;
    this.tokenLife = tokenLife;
  }

  /**
   * @throws ConfigurationException when the user cannot log in
   */
  static SignInCheck of(Client target, User user) {
    HttpResponse<String> answer = target.post("/auth/login", credentials(user));
    if (answer.statusCode() != 200) {
      throw new ConfigurationException(
          "%s line 2: expected 200 when %s logs in at %s, found %d; create the accounts of that file at the target, or put the target's accounts into the file."
              .formatted(
                  Feeders.shown(Feeders.USERS),
                  user.email(),
                  target.baseUrl(),
                  answer.statusCode()));
    }
    return new SignInCheck(target, tokenLife(json(answer.body())));
  }

  /**
   * @param needed the longest time from a sign-in before the load to the window's end
   * @throws ConfigurationException when an access token is known to expire earlier
   */
  void requireTokensFor(Duration needed) {
    if (tokenLife.isPresent() && tokenLife.get().compareTo(needed) < 0) {
      throw new ConfigurationException(
          "%s: expected access tokens that live for the %d s of warm-up and window, found %d s in the answer to POST /auth/login; let the target's tokens live longer, choose a shorter profile, or allow less warm-up (-Dwarmup.max)."
              .formatted(target.baseUrl(), needed.toSeconds(), tokenLife.get().toSeconds()));
    }
  }

  /**
   * Read from the answer, or from an access token that is a JSON Web Token (RFC 7519, "exp" and
   * "iat"); empty when neither has it.
   */
  private static Optional<Duration> tokenLife(JsonNode answer) {
    for (String name : new String[] {"expiresInSeconds", "expiresIn", "expires_in"}) {
      if (answer.path(name).isNumber()) {
        return Optional.of(Duration.ofSeconds(answer.path(name).asLong()));
      }
    }
    String[] parts = answer.path("accessToken").asText().split("\\.");
    if (parts.length != PARTS_OF_A_JWT) {
      return Optional.empty();
    }
    JsonNode claims = json(decoded(parts[1]));
    // Both times are by the target's clock: the injector's may differ by minutes.
    return claims.path("exp").isNumber() && claims.path("iat").isNumber()
        ? Optional.of(Duration.ofSeconds(claims.path("exp").asLong() - claims.path("iat").asLong()))
        : Optional.empty();
  }

  private static String decoded(String base64Url) {
    try {
      return new String(Base64.getUrlDecoder().decode(base64Url), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException noJwt) {
      return "";
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException noJson) {
      return JSON.missingNode();
    }
  }

  private static String credentials(User user) {
    try {
      return JSON.writeValueAsString(Map.of("email", user.email(), "password", user.password()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts can always be written", impossible);
    }
  }
}
