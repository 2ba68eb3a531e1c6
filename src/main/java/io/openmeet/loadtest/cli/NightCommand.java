package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.night.InjectorRuns;
import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.NightPlan;
import io.openmeet.loadtest.night.NightRun;
import io.openmeet.loadtest.night.NightSuite;
import io.openmeet.loadtest.night.NightWork;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.night.OldRuns;
import io.openmeet.loadtest.night.VerdictWebhook;
import io.openmeet.loadtest.reports.NightReports;
import io.openmeet.loadtest.reports.PlainText;
import io.openmeet.loadtest.reports.Portal;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.SecretProperties;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the suite as a schedule does; {@code ci/nightly} starts it. */
@Command(
    name = "night",
    description = {
      "Runs all simulations one after another, repeats one that is INVALID once, says what changed since the last comparable night, and removes old nights with their runs.",
      "After an interruption, the same command goes on. LOADTEST_WEBHOOK_URL in the environment names a chat that is told when the verdict changes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every simulation passes, and nothing is worse than before",
      "1:a service level is broken, or there is a regression",
      "2:wrong usage, or the night was stopped or its files cannot be written; the same command goes on",
      "3:a simulation has no valid run, and no other has a broken level"
    })
final class NightCommand implements Callable<Integer> {
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  /** Each run of a night is the whole load of one simulation. */
  private static final List<Property> OF_ONE_INJECTOR =
      List.of(Property.INJECTOR, Property.BARRIER, Property.START_AT);

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "Name of the night; default: the time of its start.")
  private String name;

  @Option(
      names = "--simulations",
      split = ",",
      paramLabel = "<simulation>",
      description = "Which simulations, in this order; default: all.")
  private List<String> simulations = List.of();

  @Option(
      names = "--keep-days",
      paramLabel = "<days>",
      description = "The greatest age of a night and its runs; default: ${DEFAULT-VALUE}.")
  private int keepDays = 30;

  @Option(
      names = "--keep-gigabytes",
      paramLabel = "<size>",
      description = "The most that the runs of all nights may take; default: ${DEFAULT-VALUE}.")
  private int keepGigabytes = 5;

  @Option(
      names = "--prune-all",
      description = "Removes old runs also when no night made them; they stay otherwise.")
  private boolean pruneAll;

  @Mixin private RunProperties properties;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    checkOptions();
    Settings settings = properties.settings();
    Optional<VerdictWebhook> webhook = VerdictWebhook.of(System.getenv());
    LoadTestClasses classes = LoadTestClasses.read();
    RunHistory history = new RunHistory(ProjectFolder.path().resolve(settings.history()));
    NightPlan plan = NightPlan.of(found(Simulations.in(classes)), properties.given());
    Nights nights = new Nights(RunArgument.RESULTS.toAbsolutePath());
    InjectorRuns runs =
        new InjectorRuns(
            ofRuns(history),
            settings,
            nights.results(),
            new GatlingCommand(classes, ProjectFolder.path()),
            A_MINUTE,
            line -> print("    " + PlainText.of(line)),
            System::nanoTime);
    print("Night of %s, profile %s".formatted(names(plan), plan.profile()));
    NightWork work =
        new NightWork(
            nights,
            new NightSuite(nights, runs, new Lines()),
            history,
            command(),
            Clock.systemUTC());
    try {
      Night night = work.run(plan, Optional.ofNullable(name));
      conclude(night, nights, history);
      tell(webhook, night);
      return exitCode(night);
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().println("The night was stopped; the same command goes on.");
      return ExitCode.USAGE;
    }
  }

  private final class Lines implements NightSuite.Progress {
    @Override
    public void begins(String simulation, int attempt, Path output) {
      print(
          "  %s: %s; its output is in %s"
              .formatted(
                  Simulations.simpleName(simulation),
                  attempt == 1 ? "running" : "INVALID, so it is repeated once",
                  output));
    }

    @Override
    public void ended(NightRun run) {
      print("  %s: %s".formatted(run.simpleName(), run.outcome()));
      run.reasons().stream().limit(1).forEach(reason -> print("    " + PlainText.of(reason)));
    }
  }

  private void checkOptions() {
    if (name != null && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new ConfigurationException(
          "--name: expected letters, digits, dots, dashes and underlines, at most 100, found \"%s\"."
              .formatted(PlainText.of(name)));
    }
    atLeastOne("--keep-days", keepDays);
    atLeastOne("--keep-gigabytes", keepGigabytes);
    for (Property property : OF_ONE_INJECTOR) {
      if (properties.given().containsKey(property.key())) {
        throw new ConfigurationException(
            "-D%s: has no effect here, because each run of a night has one injector; leave it out."
                .formatted(property.key()));
      }
    }
  }

  private static void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ConfigurationException(
          "%s: expected 1 or more, found %d.".formatted(option, value));
    }
  }

  private List<String> found(Simulations all) throws IOException {
    List<String> found = new ArrayList<>();
    for (String simulation : simulations.isEmpty() ? List.copyOf(all.known()) : simulations) {
      found.add(all.find("--simulations", simulation.strip()));
    }
    if (found.stream().distinct().count() < found.size()) {
      throw new ConfigurationException(
          "--simulations: expected each simulation once, found %s."
              .formatted(String.join(", ", simulations)));
    }
    return found;
  }

  /** The plan has no folders, so that nights in two checkouts can be compared. */
  private Map<String, String> ofRuns(RunHistory history) {
    Map<String, String> all = new TreeMap<>(properties.given());
    all.put(
        Property.HISTORY.key(), history.file().toAbsolutePath().normalize().getParent().toString());
    all.putIfAbsent(Property.METRICS_LINGER.key(), "0");
    return all;
  }

  private static String names(NightPlan plan) {
    return plan.simulations().stream()
        .map(Simulations::simpleName)
        .collect(Collectors.joining(", "));
  }

  /** Without values that a shell would change, and without secrets. */
  private String command() {
    List<String> words = new ArrayList<>(List.of("ci/nightly"));
    if (!simulations.isEmpty()) {
      words.add("--simulations");
      words.add(String.join(",", simulations));
    }
    SecretProperties.shown(properties.given())
        .forEach((key, value) -> words.add("-D%s=%s".formatted(key, value)));
    return words.stream()
        .map(
            word -> word.matches("[\\w./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
        .collect(Collectors.joining(" "));
  }

  private void conclude(Night night, Nights nights, RunHistory history) throws IOException {
    NightReports.write(night, nights);
    int removed =
        new OldRuns(Duration.ofDays(keepDays), keepGigabytes * (1L << 30), pruneAll)
            .remove(nights, night.id(), Instant.now())
            .size();
    Portal.write(nights.results(), history);
    print("");
    spec.commandLine().getOut().print(NightReports.console(night));
    if (removed > 0) {
      print("Old folders removed: " + removed);
    }
    print("All reports: " + nights.results().resolve(Portal.NAME));
    JobSummary.add(NightReports.markdown(night), System.getenv());
  }

  private void tell(Optional<VerdictWebhook> webhook, Night night) throws InterruptedException {
    if (webhook.isPresent() && night.changesTheVerdict()) {
      webhook.get().send(NightReports.title(night)).ifPresent(this::print);
    }
  }

  private static int exitCode(Night night) {
    int verdict = ExitCode.of(night.conclusion().verdict());
    return verdict == ExitCode.PASS && !night.conclusion().regressions().isEmpty()
        ? ExitCode.BROKEN
        : verdict;
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
