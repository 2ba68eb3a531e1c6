package io.openmeet.loadtest.night;

import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.SecretProperties;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a night runs; it does not change once the first run has begun.
 *
 * @param simulations class names with their packages, in the order in which they run
 * @param properties of every run, as after -D; secrets without their values, so that two nights
 *     with different passwords are comparable
 */
public record NightPlan(
    int schemaVersion, List<String> simulations, SortedMap<String, String> properties) {
  private static final int SCHEMA_VERSION = 1;

  public NightPlan {
    simulations = List.copyOf(simulations);
    properties = Collections.unmodifiableSortedMap(SecretProperties.shown(properties));
  }

  public static NightPlan of(List<String> simulations, Map<String, String> properties) {
    return new NightPlan(SCHEMA_VERSION, simulations, new TreeMap<>(properties));
  }

  /** The name of the profile. */
  public String profile() {
    return properties.getOrDefault(Property.PROFILE.key(), Property.PROFILE.defaultText());
  }
}
