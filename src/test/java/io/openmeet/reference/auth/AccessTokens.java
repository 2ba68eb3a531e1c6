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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Issues and checks access tokens: JWT with HS256 only, and a secret made at the start. A token
 * names its session, so that it is refused once the session has ended, not only after it expires.
 */
public final class AccessTokens {
  static final int LIFE_SECONDS = 3_600;
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "openmeet-reference";
  private static final int SECRET_BYTES = 32;

  private static final int MOST_CHECKED = 20_000;

  private final JWTAuth jwt;
  private final RevokedSessions revoked;

  /** Tokens with a verified signature; verifying takes as long as the rest of a cached answer. */
  private final ConcurrentMap<String, Checked> checked = new ConcurrentHashMap<>();

  private record Checked(Principal principal, UUID session, long issuedAtMs, long expiresAtMs) {}

  public AccessTokens(Vertx vertx) {
    this(vertx, randomSecret(), LIFE_SECONDS);
  }

  AccessTokens(Vertx vertx, String secret, int lifeSeconds) {
    this.revoked = new RevokedSessions(TimeUnit.SECONDS.toMillis(lifeSeconds));
    this.jwt =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(ALGORITHM).setBuffer(secret))
                .setJWTOptions(
                    new JWTOptions()
                        .setAlgorithm(ALGORITHM)
                        .setExpiresInSeconds(lifeSeconds)
                        .setIssuer(ISSUER)));
  }

  String issue(Principal principal, UUID session) {
    return jwt.generateToken(
        new JsonObject()
            .put("sub", principal.user().toString())
            .put("org", principal.organisation().toString())
            .put("sid", session.toString())
            // Makes two tokens of the same second differ.
            .put("jti", Long.toHexString(ThreadLocalRandom.current().nextLong())));
  }

  /** From now on the session's access tokens are refused. */
  void revoke(UUID session) {
    revoked.add(session, System.currentTimeMillis());
  }

  /** The token's user, or null when it is forged, expired, revoked or not a token. */
  Principal check(String token) {
    Checked known = checked.get(token);
    if (known == null) {
      known = verify(token);
      if (known == null) {
        return null;
      }
      if (checked.size() >= MOST_CHECKED) {
        checked.clear();
      }
      checked.put(token, known);
    }
    return System.currentTimeMillis() < known.expiresAtMs()
            && !revoked.contains(known.session(), known.issuedAtMs())
        ? known.principal()
        : null;
  }

  private Checked verify(String token) {
    try {
      Future<User> verified = jwt.authenticate(new TokenCredentials(token));
      if (!verified.succeeded()) {
        return null;
      }
      JsonObject claims = verified.result().attributes().getJsonObject("accessToken");
      return new Checked(
          new Principal(
              UUID.fromString(claims.getString("sub")), UUID.fromString(claims.getString("org"))),
          UUID.fromString(claims.getString("sid")),
          TimeUnit.SECONDS.toMillis(claims.getLong("iat")),
          TimeUnit.SECONDS.toMillis(claims.getLong("exp")));
    } catch (RuntimeException malformed) {
      return null;
    }
  }

  private static String randomSecret() {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getEncoder().encodeToString(secret);
  }
}
