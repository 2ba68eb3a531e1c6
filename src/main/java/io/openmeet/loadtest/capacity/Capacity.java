package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Finds the capacity of a target: first the injector's own limit, once for each simulation on a
 * machine, and then the target's, with the injector's limit as the highest load.
 */
public final class Capacity {
  private static final String INJECTOR_LIMIT = "injector.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path root;
  private final InjectorCommand command;
  private final CapacityServers servers;
  private final Clock clock;

  /** Receives what happens, for the console. */
  public interface Progress extends CapacityMeasurement.Progress {
    /**
     * A search begins or goes on.
     *
     * @param ended trials that are kept
     */
    void searches(CapacityPlan plan, Path folder, int ended);
  }

  /** Whether the injector's own limit is measured. */
  public enum InjectorsOwn {
    /** Unless it is known for this simulation and machine. */
    MEASURED,
    MEASURED_AGAIN,
    LEFT_OUT
  }

  /**
   * @param root folder of all searches
   * @param command starts a run
   */
  public Capacity(Path root, InjectorCommand command, CapacityServers servers, Clock clock) {
    this.root = root.toAbsolutePath();
    this.command = command;
    this.servers = servers;
    this.clock = clock;
  }

  /** The folder of a search. */
  public CapacityFolder folder(String name) {
    CapacityPlan.requireName(name);
    return new CapacityFolder(root.resolve(name));
  }

  /**
   * Makes a search, or goes on with it.
   *
   * @param asked the plan; the injector's limit may lower its highest load
   * @param levels the service levels in force
   * @throws ConfigurationException when it was started with another plan
   * @throws IOException when a run ended without a result; the search can then be continued
   */
  public CapacityStudy find(
      String name, CapacityPlan asked, SlaBook levels, InjectorsOwn injectorsOwn, Progress progress)
      throws IOException, InterruptedException {
    CapacityFolder folder = folder(name);
    try (LazyServer target = new LazyServer(servers::target)) {
      Optional<SearchResult> injector =
          folder.exists() ? known(folder) : measured(asked, levels, injectorsOwn, target, progress);
      CapacityPlan plan = injector.isEmpty() ? asked : asked.upTo(injector.get().lower());
      CapacityMeasurement search = begin(plan, folder, injector);
      progress.searches(plan, folder.path(), folder.trials(plan).size());
      List<CapacityTrial> trials =
          search.run(
              (input, trial) ->
                  new TrialRuns(plan, properties(folder, target), command).run(input, trial),
              progress);
      return CapacityStudy.of(
          name, plan, trials, folder.lastResult().orElseThrow(), injector.orElse(null));
    }
  }

  /** What was known when the search began: a later measurement must not change its plan. */
  private static Optional<SearchResult> known(CapacityFolder folder) throws IOException {
    Path file = folder.path().resolve(INJECTOR_LIMIT);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(Files.readAllBytes(file), SearchResult.class))
        : Optional.empty();
  }

  private Optional<SearchResult> measured(
      CapacityPlan asked,
      SlaBook levels,
      InjectorsOwn injectorsOwn,
      LazyServer target,
      Progress progress)
      throws IOException, InterruptedException {
    if (injectorsOwn == InjectorsOwn.LEFT_OUT) {
      return Optional.empty();
    }
    InjectorLimit limit = new InjectorLimit(asked, root, levels);
    if (injectorsOwn == InjectorsOwn.MEASURED_AGAIN) {
      limit.forget();
    }
    return Optional.of(limit.measure(command, servers, target, progress, clock));
  }

  private CapacityMeasurement begin(
      CapacityPlan plan, CapacityFolder folder, Optional<SearchResult> injector)
      throws IOException {
    if (injector.isPresent() && !folder.exists()) {
      Files.createDirectories(folder.path());
      // First: a plan without it would be that of a search without the injector's limit.
      WholeFile.write(
          folder.path().resolve(INJECTOR_LIMIT),
          out -> out.write(JSON.writeValueAsBytes(injector.get())));
    }
    return CapacityMeasurement.begin(plan, folder, clock);
  }

  private static Map<String, String> properties(CapacityFolder folder, LazyServer target)
      throws IOException, InterruptedException {
    Map<String, String> properties = new TreeMap<>(target.get().properties());
    properties.put(Property.HISTORY.key(), folder.history().toString());
    return properties;
  }
}
