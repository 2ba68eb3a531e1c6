package io.openmeet.loadtest.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Refuses properties that look like ours but are unknown, so that a typing mistake never silently
 * runs the wrong test. All other properties are accepted: Maven, its plugins and CI systems pass
 * theirs to the injector.
 */
final class KnownKeys {
  private static final List<String> OURS =
      Stream.of(Property.values()).map(Property::key).sorted().toList();

  /** The reference API checks the keys with this prefix. */
  private static final String REFERENCE = PropertyGroup.REFERENCE.prefix();

  private static final List<String> PREFIXES =
      Stream.concat(OURS.stream().map(KnownKeys::beginning), Stream.of(REFERENCE))
          .filter(beginning -> !beginning.isEmpty())
          .distinct()
          .sorted()
          .toList();

  /** Everyday words: other programs have properties such as {@code user} and {@code date}. */
  private static final Set<String> EVERYDAY_WORDS =
      Set.of(Property.RATE.key(), Property.USERS.key());

  private static final int MOST_MISTAKES = 2;
  private static final int LETTERS_PER_MISTAKE = 3;

  private KnownKeys() {}

  static void check(Properties properties) {
    if (properties.containsKey(Property.BASE_URL.key())) {
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
    String beginning = beginning(key);
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

  /** The key's text up to its first dot; empty when it has none. */
  private static String beginning(String key) {
    return key.substring(0, key.indexOf('.') + 1);
  }

  /** The known key that the user probably meant. */
  private static Optional<String> nearest(String key, List<String> known) {
    return known.stream()
        .filter(meant -> distance(key, meant) <= mostMistakes(meant))
        .min(Comparator.comparingInt(meant -> distance(key, meant)));
  }

  /** Everyday words are only misspelt in the case of their letters. */
  private static int mostMistakes(String meant) {
    return EVERYDAY_WORDS.contains(meant)
        ? 0
        : Math.min(MOST_MISTAKES, meant.length() / LETTERS_PER_MISTAKE);
  }

  /**
   * The fewest letters to insert, delete or change to get from one key to the other, ignoring case
   * (Levenshtein 1965).
   */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = IntStream.rangeClosed(0, b.length()).toArray();
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0]++;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(diagonal, row[j - 1]));
      }
    }
    return row[b.length()];
  }

  /** With a target, no reference API starts, so its settings would have no effect. */
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
