package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import java.util.Locale;

/** What the load of a simulation is counted in. */
public enum LoadUnit {
  /** Requests that arrive at a fixed rate. */
  RATE(Property.RATE, "requests/s", 10, 1_000),
  /** Users, sockets or uploads at once. */
  USERS(Property.USERS, "users", 30, 100);

  /** Of the simulations of this project, only this one has a rate. */
  private static final String WITH_RATE = ".ApiSimulation";

  private final Property property;
  private final String unit;
  private final int leastLoad;
  private final int firstLoad;

  LoadUnit(Property property, String unit, int leastLoad, int firstLoad) {
    this.property = property;
    this.unit = unit;
    this.leastLoad = leastLoad;
    this.firstLoad = firstLoad;
  }

  /**
   * What a simulation is likely to be counted in.
   *
   * @param simulation with its package
   */
  public static LoadUnit of(String simulation) {
    return simulation.endsWith(WITH_RATE) ? RATE : USERS;
  }

  /**
   * @throws ConfigurationException when the label is unknown
   */
  @JsonCreator
  public static LoadUnit named(String label) {
    for (LoadUnit unit : values()) {
      if (unit.label().equals(label)) {
        return unit;
      }
    }
    throw new ConfigurationException(
        "--load: expected rate or users, found \"%s\".".formatted(label));
  }

  /** On the command line and in files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The property that sets the load of a run. */
  public Property property() {
    return property;
  }

  /** For people, after a number. */
  public String unit() {
    return unit;
  }

  /**
   * The lowest load of a search, if the user does not say: less gives too few samples for a P99.
   */
  public int leastLoad() {
    return leastLoad;
  }

  /** Where a search begins, if the user does not say: most machines bear it. */
  public int firstLoad() {
    return firstLoad;
  }
}
