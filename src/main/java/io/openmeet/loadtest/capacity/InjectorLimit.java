package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.Sla.WhenMissing;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The search for the injector's own limit, against a server that does nothing: RFC 9971 recommends
 * to benchmark the test equipment first. The folder keeps the result for later searches with the
 * same simulation on the same machine.
 */
final class InjectorLimit {
  /** The first load is so many times the usual first one. */
  private static final int HEAD_START = 10;

  private static final int MOST_TRIALS = 20;
  private static final String OF_INJECTOR = "injector.";
  private static final String LEVELS = "slas.json";
  private static final String OUTPUT = "bare-handler.log";
  private static final ObjectWriter JSON =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private final CapacityPlan plan;
  private final CapacityFolder folder;
  private final SlaBook levels;

  /**
   * @param target the plan of the search for the target's limit
   * @param root folder of all searches
   * @param levels the service levels in force
   */
  InjectorLimit(CapacityPlan target, Path root, SlaBook levels) {
    this.plan = plan(target);
    this.folder = new CapacityFolder(root.resolve("injector").resolve(plan.simulationName()));
    this.levels = levels;
  }

  /** It does not depend on the loads of the target's search, so that all searches share it. */
  private static CapacityPlan plan(CapacityPlan target) {
    return new CapacityPlan(
        target.simulation(),
        Subject.INJECTOR,
        target.unit(),
        withoutTarget(target.properties()),
        target.machine(),
        new CapacitySearch(
            SearchGoal.COARSE,
            HEAD_START * target.unit().firstLoad(),
            target.unit().leastLoad(),
            CapacitySearch.MOST_LOAD,
            MOST_TRIALS));
  }

  private static SortedMap<String, String> withoutTarget(Map<String, String> all) {
    SortedMap<String, String> properties = new TreeMap<>(all);
    properties
        .keySet()
        .removeIf(key -> !key.startsWith(OF_INJECTOR) && !key.equals(Property.SLAS.key()));
    return properties;
  }

  /** Forgets what was measured, so that {@link #measure} does it again. */
  void forget() throws IOException {
    folder.empty(folder.path());
  }

  /**
   * Measures the limit, or goes on, or reads what was measured.
   *
   * @throws ConfigurationException when the injector makes no load at all
   */
  SearchResult measure(
      InjectorCommand command,
      CapacityServers servers,
      LazyServer target,
      Capacity.Progress progress,
      Clock clock)
      throws IOException, InterruptedException {
    if (folder.exists() && !folder.plan().equals(plan.withoutSecrets())) {
      forget();
    }
    CapacityMeasurement search = CapacityMeasurement.begin(plan, folder, clock);
    progress.searches(plan, folder.path(), folder.trials(plan).size());
    Path output = folder.path().resolve(OUTPUT);
    try (LazyServer bare =
        new LazyServer(() -> servers.bareHandler(target.get().baseUrl(), output))) {
      List<CapacityTrial> trials =
          search.run(
              (input, trial) -> new TrialRuns(plan, properties(bare), command).run(input, trial),
              progress);
      return found(plan.search().result(CapacityMeasurement.measured(trials)));
    }
  }

  private Map<String, String> properties(LazyServer bare) throws IOException, InterruptedException {
    Path file = folder.path().resolve(LEVELS);
    writeLevels(levels, file);
    Map<String, String> properties = new TreeMap<>(bare.get().properties());
    properties.put(Property.SLAS.key(), file.toString());
    properties.put(Property.HISTORY.key(), folder.history().toString());
    return properties;
  }

  private SearchResult found(SearchResult result) {
    if (result.lower() == null) {
      throw new ConfigurationException(
          "The injector's own limit: expected a load that meets the service levels against a server that does nothing, found none in the trials of %s. See why there; with --no-injector-limit, the search does without it."
              .formatted(folder.path()));
    }
    return result;
  }

  /** Without data of the target, levels on its database and its cache are not judged. */
  static void writeLevels(SlaBook book, Path file) throws IOException {
    List<Sla> levels =
        book.all().stream()
            .map(
                level ->
                    level.measure().fromTarget() ? level.withWhenMissing(WhenMissing.SKIP) : level)
            .toList();
    WholeFile.write(file, out -> out.write(JSON.writeValueAsBytes(Map.of("slas", levels))));
  }
}
