package io.openmeet.loadtest.night;

import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.launch.InjectorProcess;
import io.openmeet.loadtest.launch.InjectorRun;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.Settings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Makes each run of a night in an injector's own JVM. */
public final class InjectorRuns implements NightSuite.Maker {
  /** Start, sign-in, growth, last answers and reports: far more than they need. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  private static final int LAST_LINES = 3;

  private final Map<String, String> properties;
  private final Path results;
  private final InjectorCommand command;
  private final Duration longest;
  private final Duration period;
  private final Consumer<String> everyPeriod;
  private final LongSupplier nanoTime;

  /**
   * @param properties of every run, as after -D
   * @param settings of these properties
   * @param results folder of all runs
   * @param period between two lines of progress
   * @param everyPeriod receives what the run printed last
   * @param nanoTime as {@link System#nanoTime}; a run that does not end in time by it is stopped
   */
  public InjectorRuns(
      Map<String, String> properties,
      Settings settings,
      Path results,
      InjectorCommand command,
      Duration period,
      Consumer<String> everyPeriod,
      LongSupplier nanoTime) {
    this.properties = Map.copyOf(properties);
    this.results = results;
    this.command = command;
    this.longest = settings.longestWarmUp().plus(settings.scale().window()).plus(GRACE);
    this.period = period;
    this.everyPeriod = everyPeriod;
    this.nanoTime = nanoTime;
  }

  @Override
  public NightRun run(String simulation, int attempt, Path output)
      throws IOException, InterruptedException {
    InjectorRun run = new InjectorRun(simulation, properties, results);
    InjectorProcess injector = InjectorProcess.start(run, command, Redirect.to(output.toFile()));
    boolean ended;
    try (injector) {
      ended = waitFor(injector);
    }
    return of(simulation, attempt, injector, ended);
  }

  private boolean waitFor(InjectorProcess injector) throws IOException, InterruptedException {
    long began = nanoTime.getAsLong();
    while (nanoTime.getAsLong() - began < longest.toNanos()) {
      if (injector.waitFor(period)) {
        injector.waitFor();
        return true;
      }
      everyPeriod.accept(String.join("", injector.lastLines(1)).strip());
    }
    return false;
  }

  private NightRun of(String simulation, int attempt, InjectorProcess injector, boolean ended)
      throws IOException {
    String folder = injector.folder().map(run -> run.getFileName().toString()).orElse(null);
    Optional<RunResult> result = injector.result();
    if (ended && folder == null && injector.exitCode().equals(OptionalInt.of(0))) {
      return NightRun.leftOut(simulation, String.join("", injector.lastLines(1)).strip());
    }
    if (result.isEmpty()) {
      String why =
          ended
              ? "The run did not come to its end: "
                  + String.join(" ", injector.lastLines(LAST_LINES)).strip()
              : "The run did not end within %d s and was stopped.".formatted(longest.toSeconds());
      return new NightRun(
          simulation, attempt, folder, RunVerdict.INVALID, List.of(why), null, null);
    }
    RunEnvironment environment = result.get().environment();
    return new NightRun(
        simulation,
        attempt,
        folder,
        result.get().outcome().verdict(),
        result.get().outcome().reasons(),
        result.get().identity().target(),
        environment == null ? null : environment.gitCommit());
  }
}
