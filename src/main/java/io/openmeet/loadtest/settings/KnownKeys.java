package io.openmeet.loadtest.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;

/**
 * Refuses properties that look like ours but are unknown, so that a typing mistake never silently
 * runs the wrong test. All other properties are accepted: Maven, its plugins and CI systems pass
 * theirs to the injector.
 */
final class KnownKeys {
  private static final List<String> OURS =
      List.of(
          "allowTarget",
          "baseUrl",
          "injector.eventLoops",
          "injector.heap",
          "injector.maxInFlight",
          "metrics.allowHost",
          "metrics.host",
          "metrics.linger",
          "metrics.port",
          "metrics.targets",
          "profile",
          "slas",
          "stopAfterSeconds",
          "stopErrorRatio",
          "warmup.max");

  /** The reference API checks the keys that begin with this. */
  private static final String REFERENCE = "reference.";

  private static final List<String> PREFIXES =
      List.of("injector.", "metrics.", REFERENCE, "warmup.");

  private static final int MOST_MISTAKES = 2;
  private static final int LETTERS_PER_MISTAKE = 3;

  private KnownKeys() {}

  static void check(Properties properties) {
    if (properties.containsKey("baseUrl")) {
      refuseReferenceKeys(properties);
    }
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      if (!OURS.contains(key) && !key.startsWith(REFERENCE)) {
        refuseLookalike(key);
      }
    }
  }

  private static void refuseLookalike(String key) {
    nearest(key, OURS)
        .ifPresent(
            meant -> {
              throw new ConfigurationException(
                  "-D%s: no such property; did you mean -D%s?".formatted(key, meant));
            });
    String beginning = key.substring(0, key.indexOf('.') + 1);
    if (PREFIXES.contains(beginning)) {
      List<String> known = OURS.stream().filter(ours -> ours.startsWith(beginning)).toList();
      throw new ConfigurationException(
          "-D%s: no such property; expected %s.".formatted(key, String.join(" or ", known)));
    }
    nearest(beginning, PREFIXES)
        .ifPresent(
            meant -> {
              throw new ConfigurationException(
                  "-D%s: no such property; did you mean -D%s%s?"
                      .formatted(key, meant, key.substring(beginning.length())));
            });
  }

  /** The known key that the user probably meant. */
  private static Optional<String> nearest(String key, List<String> known) {
    return known.stream()
        .filter(
            meant ->
                distance(key, meant)
                    <= Math.min(MOST_MISTAKES, meant.length() / LETTERS_PER_MISTAKE))
        .min(Comparator.comparingInt(meant -> distance(key, meant)));
  }

  /**
   * How many letters to insert, delete or change to turn one into the other, ignoring case
   * (Levenshtein 1965).
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] now = new int[b.length() + 1];
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(changed, 1 + Math.min(before[j], now[j - 1]));
      }
      before = now;
    }
    return before[b.length()];
  }

  /** They would have no effect: with a given target, no reference API is started. */
  private static void refuseReferenceKeys(Properties properties) {
    properties.stringPropertyNames().stream()
        .filter(key -> key.startsWith(REFERENCE))
        .sorted()
        .findFirst()
        .ifPresent(
            key -> {
              throw new ConfigurationException(
                  "-D%s: has no effect together with -DbaseUrl; leave one of the two out."
                      .formatted(key));
            });
  }
}
