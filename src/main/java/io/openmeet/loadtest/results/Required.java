package io.openmeet.loadtest.results;

/** How a recorded value that cannot be is refused: which key, what was expected, what was found. */
final class Required {
  private Required() {}

  static void that(boolean holds, String key, String expected, Object found) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: expected %s, found %s".formatted(key, expected, found));
    }
  }
}
