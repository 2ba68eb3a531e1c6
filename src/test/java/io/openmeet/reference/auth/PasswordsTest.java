package io.openmeet.reference.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordsTest {
  private final Passwords passwords = new Passwords(10);

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    String hash = passwords.hash("pässwörd 会議");

    assertTrue(passwords.matches("pässwörd 会議", hash));
    assertFalse(passwords.matches("passwörd 会議", hash));
    assertFalse(passwords.matches("", hash));
  }

  @Test
  void equalPasswordsHaveDifferentHashes() {
    assertNotEquals(passwords.hash("same"), passwords.hash("same"));
  }

  @Test
  void aHashContainsItsRoundsSoThatOldHashesKeepMatching() {
    String old = new Passwords(7).hash("secret");

    assertEquals("pbkdf2-sha512$7$", old.substring(0, 16));
    assertTrue(passwords.matches("secret", old));
  }

  @Test
  void withoutAHashNothingMatches() {
    assertFalse(passwords.matches("nobody has this password", null));
  }
}
