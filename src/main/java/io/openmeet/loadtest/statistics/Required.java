package io.openmeet.loadtest.statistics;

/**
 * Refuses an impossible recorded value; the message has the key, the expected and the found value.
 */
public final class Required {
  private Required() {}

  public static void that(boolean holds, String key, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(key, expected, found));
    }
  }
}
