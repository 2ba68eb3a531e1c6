package io.openmeet.reference.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.reference.Await;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens are signed with the right secret, so only their content can be refused. */
class AccessTokensTest {
  private static final String SECRET = "known-to-this-test-only-0123456789abcdef";
  private static final UUID USER = UUID.randomUUID();
  private static final UUID ORGANISATION = UUID.randomUUID();
  private static final UUID SESSION = UUID.randomUUID();
  private static Vertx vertx;

  private final AccessTokens tokens = new AccessTokens(vertx, SECRET, 3_600);

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  @Test
  void aTokenWithAllClaimsIsAccepted() throws Exception {
    Principal principal = tokens.check(signed("HS256", "HmacSHA256", claims(60)));

    assertEquals(new Principal(USER, ORGANISATION), principal);
  }

  @ParameterizedTest
  @CsvSource({
    "HS384, HmacSHA384",
    "HS512, HmacSHA512",
    "RS256, HmacSHA256",
    "none, HmacSHA256",
    "hs256, HmacSHA256",
    "HS256, HmacSHA512",
  })
  void anotherAlgorithmIsRefusedWhateverTheSignature(String named, String used) throws Exception {
    assertNull(tokens.check(signed(named, used, claims(60))));
  }

  @Test
  void anExpiredTokenIsRefused() throws Exception {
    assertNull(tokens.check(signed("HS256", "HmacSHA256", claims(-1))));
  }

  @ParameterizedTest
  @CsvSource({"iss", "sub", "org", "sid", "iat", "exp"})
  void aTokenThatLacksAClaimIsRefused(String claim) throws Exception {
    String without = claims(60).replace("\"" + claim + "\"", "\"x-" + claim + "\"");

    assertNull(tokens.check(signed("HS256", "HmacSHA256", without)));
  }

  @Test
  void aTokenOfAnotherIssuerIsRefused() throws Exception {
    String other = claims(60).replace("openmeet-reference", "openmeet-production");

    assertNull(tokens.check(signed("HS256", "HmacSHA256", other)));
  }

  @Test
  void aTokenThatWasCheckedBeforeStillExpires() {
    AccessTokens shortLived = new AccessTokens(vertx, SECRET, 2);
    String token = shortLived.issue(new Principal(USER, ORGANISATION), SESSION);
    assertNotNull(shortLived.check(token));

    Await.until(() -> shortLived.check(token) == null, Duration.ofSeconds(5), () -> "still valid");
  }

  @Test
  void theTokensOfARevokedSessionAreRefusedEvenIfCheckedBefore() {
    String seen = tokens.issue(new Principal(USER, ORGANISATION), SESSION);
    String unseen = tokens.issue(new Principal(USER, ORGANISATION), SESSION);
    String others = tokens.issue(new Principal(USER, ORGANISATION), UUID.randomUUID());
    assertNotNull(tokens.check(seen));

    tokens.revoke(SESSION);

    assertNull(tokens.check(seen));
    assertNull(tokens.check(unseen));
    assertNotNull(tokens.check(others));
  }

  private static String claims(int secondsLeft) {
    long now = Instant.now().getEpochSecond();
    return """
        {"sub":"%s","org":"%s","sid":"%s","iss":"openmeet-reference","iat":%d,"exp":%d}"""
        .formatted(USER, ORGANISATION, SESSION, now - 100, now + secondsLeft);
  }

  private static String signed(String algorithm, String mac, String claims) throws Exception {
    String content =
        encode("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}") + "." + encode(claims);
    Mac signer = Mac.getInstance(mac);
    signer.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), mac));
    byte[] signature = signer.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String encode(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
