package io.openmeet.reference.auth;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Hashes passwords with PBKDF2 and HMAC-SHA-512. A stored hash contains its salt and number of
 * rounds: {@code pbkdf2-sha512$1000$<salt>$<hash>}. Slow on purpose; must not be called on an event
 * loop.
 */
public final class Passwords {
  private static final String SCHEME = "pbkdf2-sha512";
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 512;

  private final SecureRandom random = new SecureRandom();
  private final int iterations;
  private final String noAccountsHash;

  /**
   * @param iterations rounds for new hashes; more are slower to compute and to guess
   */
  public Passwords(int iterations) {
    this.iterations = iterations;
    this.noAccountsHash = hash("nobody has this password");
  }

  /** The hash method and its rounds. */
  public String hashing() {
    return SCHEME + " " + iterations;
  }

  public String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return String.join(
        "$",
        SCHEME,
        Integer.toString(iterations),
        encoder.encodeToString(salt),
        encoder.encodeToString(derive(password, salt, iterations)));
  }

  /**
   * Whether the password belongs to the hash. Without a hash the answer is no, after the same time,
   * so that the time of an answer does not show which accounts exist.
   */
  public boolean matches(String password, String storedOrNull) {
    String[] parts = (storedOrNull == null ? noAccountsHash : storedOrNull).split("\\$");
    byte[] salt = Base64.getDecoder().decode(parts[2]);
    byte[] expected = Base64.getDecoder().decode(parts[3]);
    byte[] actual = derive(password, salt, Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(expected, actual) && storedOrNull != null;
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      spec.clearPassword();
    }
  }
}
