package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.DashboardSettings;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.Property;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A load that several injectors on this machine make together.
 *
 * @param simulation class name with its package
 * @param properties of the whole load, with {@code baseUrl}
 * @param injectors their number, 1 to {@value InjectorShare#MOST_INJECTORS}
 * @param readyWithin longest time from the start until the load of all injectors is steady
 * @param endWithin longest time from then until all injectors have ended
 * @param longestSilence an injector with a load that prints nothing for this time hangs
 * @param folder for the files of the injectors; new, or empty
 */
public record DistributionPlan(
    String simulation,
    Map<String, String> properties,
    int injectors,
    Duration readyWithin,
    Duration endWithin,
    Duration longestSilence,
    Path folder) {
  private static final String BARRIER = "barrier";

  public DistributionPlan {
    properties = Map.copyOf(properties);
    folder = folder.toAbsolutePath();
  }

  List<InjectorShare> shares() {
    return IntStream.rangeClosed(1, injectors)
        .mapToObj(index -> new InjectorShare(index, injectors))
        .toList();
  }

  /** Only the first injector has a dashboard: they would all use the same port. */
  InjectorRun run(InjectorShare share) {
    Map<String, String> all = new TreeMap<>(properties);
    all.put(Property.INJECTOR.key(), share.toString());
    all.put(Property.BARRIER.key(), folder.resolve(BARRIER).toString());
    all.put(Property.HISTORY.key(), folder.resolve("history").toString());
    all.put("gatling.noReports", "true");
    if (share.index() > 1) {
      all.put(Property.METRICS_PORT.key(), DashboardSettings.OFF);
    }
    return new InjectorRun(simulation, all, folder.resolve("injector-" + share.index()));
  }

  /** The file for an injector's console output. */
  Path log(InjectorShare share) {
    return folder.resolve("injector-%d.log".formatted(share.index()));
  }

  /** The file that an injector writes when its load is steady. */
  Path ready(InjectorShare share) {
    return folder.resolve(BARRIER).resolve("%d-of-%d.ready".formatted(share.index(), injectors));
  }
}
