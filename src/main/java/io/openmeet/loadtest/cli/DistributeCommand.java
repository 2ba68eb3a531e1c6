package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.Distribution;
import io.openmeet.loadtest.launch.DistributionPlan;
import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.SharedTarget;
import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes one load with several injectors on this machine. */
@Command(
    name = "distribute",
    description = {
      "Starts several injectors on this machine that make one load together, waits for them, merges their runs and prints the result.",
      "If an injector dies, hangs or is not ready in time, the others are stopped at once and the run is INVALID."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the merged run passes",
      "1:a service level is broken",
      "2:wrong usage, the target does not start, or the command was stopped",
      "3:the run is not a valid measurement, or an injector failed"
    })
final class DistributeCommand implements Callable<Integer> {
  /** Each injector starts a JVM and looks at the target. */
  private static final Duration START_UP = Duration.ofSeconds(120);

  /**
   * From the end of the window to the end of the last injector: it waits for the last answers and
   * reads its log. Runs end themselves after 240 s; twice that is for large logs.
   */
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(480);

  /** With its load, an injector prints its progress every 30 s or more often. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(120);

  /** The properties that tell an injector its place. */
  private static final List<Property> PLACE =
      List.of(Property.INJECTOR, Property.BARRIER, Property.START_AT);

  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  @Parameters(
      index = "0",
      paramLabel = "<simulation>",
      description = "A simulation, such as ApiSimulation; other classes with their package.")
  private String simulation;

  @Option(
      names = "--injectors",
      required = true,
      paramLabel = "<number>",
      description = "Injectors to start.")
  private int injectors;

  @Option(
      names = "--ready-within",
      paramLabel = "<seconds>",
      description =
          "Longest time until the load of all injectors is steady; default: -Dwarmup.max and two minutes.")
  private Integer readyWithin;

  @Option(
      names = "--out",
      paramLabel = "<run>",
      description =
          "The folder of the merged run: a new or empty one; default: a new one in target/gatling.")
  private Path merged;

  @Mixin private RunProperties properties;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Settings settings = settings();
    LoadTestClasses classes = LoadTestClasses.read();
    GatlingCommand gatling = new GatlingCommand(classes, ProjectFolder.path());
    String found = Simulations.in(classes).find("<simulation>", simulation);
    String name = folderName(found);
    Path work = RunArgument.RESULTS.resolveSibling("distribute").resolve(name);
    RunHistory history = new RunHistory(ProjectFolder.path().resolve(settings.history()));
    PrintWriter out = spec.commandLine().getOut();
    SharedTarget target =
        SharedTarget.of(
            properties.given(), classes, ProjectFolder.path().resolve("target/reference"));
    try {
      Distribution.Outcome outcome;
      try (target) {
        DistributionPlan plan =
            new DistributionPlan(
                found,
                target.properties(),
                injectors,
                readyWithin(settings),
                endWithin(settings.scale()),
                LONGEST_SILENCE.plus(settings.dashboard().linger()),
                work);
        out.printf("%s, %d injectors; their output is in %s%n", simulation, injectors, work);
        outcome = new Distribution(plan, gatling, this::print).run();
      }
      return new DistributedRun(
              work,
              merged == null ? RunArgument.RESULTS.resolve(name) : merged,
              new RunMerge(gatling, history, out),
              out)
          .conclude(outcome, target.log());
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().println("The run was stopped.");
      return ExitCode.USAGE;
    }
  }

  /** As Gatling names its folders. */
  private static String folderName(String simulation) {
    return Simulations.simpleName(simulation).toLowerCase(Locale.ROOT)
        + "-"
        + START.format(Instant.now());
  }

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("  " + line);
    out.flush();
  }

  private Settings settings() {
    if (injectors < 2 || injectors > InjectorShare.MOST_INJECTORS) {
      throw new ConfigurationException(
          "--injectors: expected a number from 2 to %d, found %d."
              .formatted(InjectorShare.MOST_INJECTORS, injectors));
    }
    for (Property property : PLACE) {
      if (properties.given().containsKey(property.key())) {
        throw new ConfigurationException(
            "-D%s: has no effect here, because the command sets it for each injector; leave it out."
                .formatted(property.key()));
      }
    }
    return properties.settings();
  }

  private Duration readyWithin(Settings settings) {
    return readyWithin == null
        ? START_UP.plus(settings.longestWarmUp())
        : Duration.ofSeconds(readyWithin);
  }

  private static Duration endWithin(LoadScale scale) {
    return scale.rampUp().plus(scale.window()).plus(LAST_ANSWERS);
  }
}
