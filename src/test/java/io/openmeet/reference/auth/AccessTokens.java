package io.openmeet.reference.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Issues and checks access tokens: JWT, HS256 and nothing else, with a secret made at the start.
 */
public final class AccessTokens {
  static final int LIFE_SECONDS = 3_600;
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "openmeet-reference";
  private static final int SECRET_BYTES = 32;

  private final JWTAuth jwt;

  public AccessTokens(Vertx vertx) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setBuffer(Base64.getEncoder().encodeToString(secret)))
                .setJWTOptions(
                    new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setExpiresInSeconds(LIFE_SECONDS)
                        .setIssuer(ISSUER)));
  }

  String issue(Principal principal) {
    return jwt.generateToken(
        new JsonObject()
            .put("sub", principal.user().toString())
            .put("org", principal.organisation().toString())
            // Two tokens of one second differ.
            .put("jti", Long.toHexString(ThreadLocalRandom.current().nextLong())));
  }

  /** Who holds the token, or null when it is forged, expired or no token at all. */
  Principal check(String token) {
    try {
      Future<User> checked = jwt.authenticate(new TokenCredentials(token));
      if (!checked.succeeded()) {
        return null;
      }
      JsonObject claims = checked.result().attributes().getJsonObject("accessToken");
      return new Principal(
          UUID.fromString(claims.getString("sub")), UUID.fromString(claims.getString("org")));
    } catch (RuntimeException malformed) {
      return null;
    }
  }
}
