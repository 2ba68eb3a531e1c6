package io.openmeet.reference.auth;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevokedSessionsTest {
  private static final long LIFE_MS = 1_000;
  private final long start = System.currentTimeMillis();

  @Test
  void aSessionStaysRevokedForAsLongAsATokenLives() {
    RevokedSessions revoked = new RevokedSessions(LIFE_MS);
    UUID session = UUID.randomUUID();
    revoked.add(session, start + 1_500);

    revoked.add(UUID.randomUUID(), start + 2_499);
    assertTrue(revoked.contains(session, start));
    // By now every token of the session has expired.
    revoked.add(UUID.randomUUID(), start + 2_600);
    revoked.add(UUID.randomUUID(), start + 3_700);
    assertFalse(revoked.contains(session, start));
  }

  @Test
  void aboveTheLimitAllOlderTokensAreRefused() {
    RevokedSessions revoked = new RevokedSessions(LIFE_MS, 2);
    UUID first = UUID.randomUUID();
    revoked.add(first, start);
    revoked.add(UUID.randomUUID(), start);
    UUID bystander = UUID.randomUUID();
    assertFalse(revoked.contains(bystander, start));

    revoked.add(UUID.randomUUID(), start + 10);

    assertTrue(revoked.contains(first, start));
    assertTrue(revoked.contains(bystander, start));
    assertFalse(revoked.contains(bystander, start + 10));
  }
}
