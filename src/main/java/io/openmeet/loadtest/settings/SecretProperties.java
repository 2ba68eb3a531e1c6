package io.openmeet.loadtest.settings;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Which properties of a run are secret. What is printed or written down has their keys, but not
 * their values. A hash instead of a value could be guessed, so there is none.
 */
public final class SecretProperties {
  /** Stands for what is left out. */
  private static final String HIDDEN = "...";

  private static final Pattern KEY =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|credential|(api|access|private)[._-]?key",
          Pattern.CASE_INSENSITIVE);

  /** The part of an address before its host, which may have a password. */
  private static final Pattern USER = Pattern.compile("//[^,\\s]*@");

  private static final Pattern PASSWORD = Pattern.compile("//[^,\\s]*:[^,\\s]*@");

  private SecretProperties() {}

  /** Whether the value is a secret, or an address with one. */
  public static boolean isSecret(String key, String value) {
    return KEY.matcher(key).find() || PASSWORD.matcher(value).find();
  }

  /** The value without what is or may be secret: all of it, or the user of an address. */
  public static String shown(String key, String value) {
    return KEY.matcher(key).find() ? HIDDEN : USER.matcher(value).replaceAll("//" + HIDDEN + "@");
  }

  /** Whether {@link #shown(String, String)} left something out of this value. */
  public static boolean isIncomplete(String key, String shown) {
    return KEY.matcher(key).find() || shown.contains("//" + HIDDEN + "@");
  }

  /** All properties, each as {@link #shown(String, String)} has it. */
  public static SortedMap<String, String> shown(Map<String, String> properties) {
    SortedMap<String, String> shown = new TreeMap<>(properties);
    shown.replaceAll(SecretProperties::shown);
    return shown;
  }
}
