package io.openmeet.loadtest.load;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.sla.NumberText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the user asks of a load: whether it is possible, which part of a limit it has to reach, and
 * what is other than in the profile.
 *
 * @param load of a simulation
 */
public record AskedLoad(Load load, LoadScale scale) {
  /**
   * A suite of several simulations may get a rate and a number of users: each simulation takes its
   * own.
   *
   * @param simulation the class, without its package
   * @throws ConfigurationException when only the size of another kind of load is given, or when
   *     there are more injectors than users or requests/s
   */
  public void check(String simulation) {
    Property own = load.sizeProperty();
    Property other = own == Property.RATE ? Property.USERS : Property.RATE;
    if (scale.asked(own).isEmpty() && scale.asked(other).isPresent()) {
      throw new ConfigurationException(
          "-D%s: has no effect on %s, whose load is a number of %s; set -D%s instead."
              .formatted(other.key(), simulation, unit(own), own.key()));
    }
    InjectorShare share = scale.share();
    int size = load.size(scale);
    if (size < share.count()) {
      throw new ConfigurationException(
          "-Dinjector=%s: expected %d injectors at most, because the load is %d %s and each makes at least one, found %d; use fewer injectors, or set a higher -D%s."
              .formatted(share, size, size, unit(own), share.count(), own.key()));
    }
  }

  /**
   * The part of a limit on throughput or concurrency that this injector has to reach. Above full
   * intensity, the limit is that of full intensity, unless the user asked for the size.
   *
   * @return a ratio above 0
   */
  public double limitRatio() {
    double whole = load.size(scale);
    double ratio =
        scale.asked(load.sizeProperty()).isPresent() ? whole / load.full() : load.intensity(scale);
    return scale.share().isWhole() ? ratio : ratio * load.part(scale) / whole;
  }

  /** The same load, made by one injector. */
  public AskedLoad whole() {
    return new AskedLoad(load, scale.whole());
  }

  /**
   * What is other than in the profile, in words for people, such as {@code 3,000 requests/s},
   * {@code window 10 s} and {@code injector 2/4}.
   */
  public List<String> changes() {
    List<String> changes = new ArrayList<>(changedSize());
    if (!scale.window().equals(scale.profile().window())) {
      changes.add("window %d s".formatted(scale.window().toSeconds()));
    }
    changes.addAll(changedThinkTime());
    if (!scale.share().isWhole()) {
      changes.add("injector " + scale.share());
    }
    return changes;
  }

  /** What makes the load of two runs comparable; the same for all injectors of a load. */
  public String description() {
    List<String> parts = new ArrayList<>();
    parts.add("%d at full intensity".formatted(load.full()));
    parts.add(scale.window().toString());
    parts.addAll(changedSize());
    parts.addAll(changedThinkTime());
    if (!scale.share().isWhole()) {
      parts.add("%d injectors".formatted(scale.share().count()));
    }
    return String.join(", ", parts);
  }

  private List<String> changedSize() {
    int size = load.size(scale);
    return size == load.size(LoadScale.of(scale.profile()))
        ? List.of()
        : List.of(String.format(Locale.ROOT, "%,d %s", size, unit(load.sizeProperty())));
  }

  private List<String> changedThinkTime() {
    double factor = scale.thinkTimeFactor();
    return factor == LoadScale.of(scale.profile()).thinkTimeFactor()
        ? List.of()
        : List.of("think time x " + NumberText.plain(factor));
  }

  private static String unit(Property size) {
    return size == Property.RATE ? "requests/s" : "users";
  }
}
