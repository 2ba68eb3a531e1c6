package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Sla;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short mark of what makes two runs comparable: same simulation, same profile, same limits, same
 * load, same number of cores, same Java, same kind of target. Runs with different marks are never
 * compared.
 */
public final class Fingerprint {
  private static final int HEX_DIGITS = 12;

  private Fingerprint() {}

  /**
   * @param slas as asked for at the profile's intensity
   * @param load whatever describes the load, such as the injected rate and the window's length
   * @param target what kind of target it is: its host, or how the reference API is tuned; not its
   *     port, which may change with every run
   * @return twelve hexadecimal digits
   */
  public static String of(
      String simulation, String profile, List<Sla> slas, String load, String target) {
    return of(
        simulation,
        profile,
        slas,
        load,
        target,
        Runtime.getRuntime().availableProcessors(),
        Runtime.version().feature());
  }

  static String of(
      String simulation,
      String profile,
      List<Sla> slas,
      String load,
      String target,
      int cores,
      int javaMajor) {
    MessageDigest digest = sha256();
    add(digest, simulation);
    add(digest, profile);
    for (Sla sla : slas) {
      add(digest, sla.id() + " " + sla.measure().label() + " " + sla.percentile());
      add(digest, sla.bound().sign() + " " + sla.limit());
    }
    add(digest, load);
    add(digest, target);
    add(digest, cores + " cores, Java " + javaMajor);
    return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
  }

  /** With its length in front: two texts never read like one. */
  private static void add(MessageDigest digest, String part) {
    digest.update((part.length() + ":" + part + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JVM has SHA-256", impossible);
    }
  }
}
