package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Sla;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A short hash of everything that makes two runs comparable: simulation, profile, limits, load,
 * number and model of cores, Java version, kind of target. Runs with different hashes are never
 * compared.
 */
public final class Fingerprint {
  private static final int HEX_DIGITS = 12;

  private Fingerprint() {}

  /**
   * @param slas scaled to the profile's intensity
   * @param load description of the load, such as the injected rate and the window's length
   * @param target kind of target: its host, or how the reference API is tuned; not its port, which
   *     may change with every run
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
        Runtime.version().feature(),
        Processor.model());
  }

  static String of(
      String simulation,
      String profile,
      List<Sla> slas,
      String load,
      String target,
      int cores,
      int javaMajor,
      String processor) {
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
    add(digest, processor);
    return HexFormat.of().formatHex(digest.digest()).substring(0, HEX_DIGITS);
  }

  /** Adds the length first, so that two parts never hash like one. */
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
