package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.SecretProperties;
import io.openmeet.loadtest.statistics.Required;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a search looks for. It is written down before the first trial, and never changes: all trials
 * of a search are judged together.
 *
 * @param simulation class name with its package
 * @param subject whose limit it is
 * @param unit what the load is counted in
 * @param properties of every run, as after -D
 * @param machine on which the injector runs
 * @param search the controller
 */
public record CapacityPlan(
    String simulation,
    Subject subject,
    LoadUnit unit,
    SortedMap<String, String> properties,
    String machine,
    CapacitySearch search) {
  /** Whose limit a search looks for. */
  public enum Subject {
    /** The API. */
    TARGET,
    /** The injector itself, against a server that does nothing: an INVALID run is a bad one. */
    INJECTOR
  }

  public CapacityPlan {
    Required.that(simulation != null, "simulation", "a class", null);
    Required.that(subject != null, "subject", "TARGET or INJECTOR", null);
    Required.that(unit != null, "unit", "rate or users", null);
    Required.that(search != null, "search", "{...}", null);
    properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }

  /** This machine and this JVM, as they are written into a plan. */
  public static String thisMachine() {
    RunEnvironment here = RunEnvironment.here("", null, false, "");
    return "%d cores, %s, %s"
        .formatted(
            here.cores(),
            here.processor() == null ? "unknown processor" : here.processor(),
            here.jvm());
  }

  /** The simulation without its package. */
  public String simulationName() {
    return Simulations.simpleName(simulation);
  }

  /**
   * Checks the name of a search and of its folder.
   *
   * @throws ConfigurationException when a search cannot have it
   */
  public static void requireName(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new ConfigurationException(
          "--name: expected letters, digits, dots, dashes and underscores, found \"%s\"."
              .formatted(name));
    }
  }

  /** For files and reports. */
  CapacityPlan withoutSecrets() {
    return withProperties(SecretProperties.shown(properties));
  }

  /**
   * The plan as it was before {@link #withoutSecrets()}.
   *
   * @param given the secrets, as after -D
   * @throws ConfigurationException when one is missing, or another property is given
   */
  public CapacityPlan withSecrets(Map<String, String> given) {
    SortedMap<String, String> whole = new TreeMap<>(properties);
    given.forEach(
        (key, value) -> {
          if (!SecretProperties.shown(key, value).equals(properties.get(key))) {
            throw new ConfigurationException(
                "-D%s: expected only secrets, which no file has, because the plan of a search cannot change; leave it out."
                    .formatted(key));
          }
          whole.put(key, value);
        });
    whole.forEach(
        (key, value) -> {
          if (SecretProperties.isIncomplete(key, value) && !given.containsKey(key)) {
            throw new ConfigurationException(
                "-D%s: expected the value with which the search began, because no file has it; give it again."
                    .formatted(key));
          }
        });
    return withProperties(whole);
  }

  private CapacityPlan withProperties(SortedMap<String, String> others) {
    return new CapacityPlan(simulation, subject, unit, others, machine, search);
  }

  /** The same plan with a highest load; the first load is not above it. */
  CapacityPlan upTo(int most) {
    int highest = Math.min(most, search.most());
    return new CapacityPlan(
        simulation,
        subject,
        unit,
        properties,
        machine,
        new CapacitySearch(
            search.goal(),
            Math.min(search.from(), highest),
            Math.min(search.least(), highest),
            highest,
            search.mostTrials()));
  }

  /** The properties of a run, its load and its length included. */
  Map<String, String> propertiesOf(TrialInput input) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(unit.property().key(), String.valueOf(input.load()));
    all.put(Property.DURATION.key(), String.valueOf(input.seconds()));
    return all;
  }
}
