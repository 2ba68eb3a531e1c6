package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.capacity.Capacity;
import io.openmeet.loadtest.capacity.Capacity.InjectorsOwn;
import io.openmeet.loadtest.capacity.CapacityFolder;
import io.openmeet.loadtest.capacity.CapacityPlan;
import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.capacity.CapacitySearch;
import io.openmeet.loadtest.capacity.CapacityStudy;
import io.openmeet.loadtest.capacity.LoadUnit;
import io.openmeet.loadtest.capacity.SearchGoal;
import io.openmeet.loadtest.capacity.StartedServers;
import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.reports.CapacityReports;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Finds the highest load that a target bears within all service levels. */
@Command(
    name = "capacity",
    description = {
      "Finds the highest rate, or the most concurrent users, at which a simulation meets every service level: runs short trials, then longer ones, until a load that is borne and one that is not are within 5 %%.",
      "First finds what the injector itself can make, once for each simulation and machine. Nothing else should run on the machine. After Ctrl-C, the same command goes on."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:both bounds of the capacity are proven",
      "2:wrong usage, a trial has no result, or the search was stopped",
      "3:the result is irregular: the injector, an option or noise ended the search"
    })
final class CapacityCommand implements Callable<Integer> {
  /** Properties that the search sets itself, and what to do instead. */
  private static final Map<String, String> OWN =
      new TreeMap<>(
          Map.of(
              Property.RATE.key(), "use --from and --most",
              Property.USERS.key(), "use --from and --most",
              Property.DURATION.key(), "trials have the lengths of the search goal",
              Property.PROFILE.key(), "each trial has the profile quick",
              Property.HISTORY.key(), "the trials are in the search's own history",
              Property.INJECTOR.key(), "each trial has one injector",
              Property.START_AT.key(), "leave it out",
              Property.BARRIER.key(), "leave it out"));

  private static final double PERCENT = 100;

  /** A new search or the same one again, or one by its name. */
  private static final class Task {
    @Parameters(
        index = "0",
        paramLabel = "<simulation>",
        description = "A simulation, such as ApiSimulation; other classes with their package.")
    private String simulation;

    @Option(
        names = "--resume",
        paramLabel = "<name>",
        description =
            "Goes on with a search that was started; needs only those properties again that are secret.")
    private String resume;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Task task;

  @Mixin private RunProperties properties;

  @Option(
      names = "--name",
      paramLabel = "<name>",
      description = "Name of the folder in capacity/; default: the simulation.")
  private String name;

  @Option(
      names = "--load",
      paramLabel = "<kind>",
      description = "rate or users; default: rate for ApiSimulation, users for all others.")
  private String load;

  @Option(
      names = "--from",
      paramLabel = "<load>",
      description = "First load to try; default: 1000 requests/s or 100 users.")
  private Integer from;

  @Option(
      names = "--least",
      paramLabel = "<load>",
      description = "Lowest load to try; default: 10 requests/s or 30 users.")
  private Integer least;

  @Option(
      names = "--most",
      paramLabel = "<load>",
      description = "Highest load to try; default: what the injector can make.")
  private Integer most;

  @Option(
      names = "--width",
      defaultValue = "5",
      paramLabel = "<percent>",
      description =
          "Longest distance of the bounds, above 0 and below 100; default: ${DEFAULT-VALUE}.")
  private double width;

  @Option(
      names = "--trials",
      defaultValue = "40",
      paramLabel = "<number>",
      description = "Most trials; default: ${DEFAULT-VALUE}.")
  private int trials;

  /** The injector's own limit. */
  private static final class Injector {
    @Option(names = "--measure-injector", description = "Measures the injector's own limit again.")
    private boolean again;

    @Option(names = "--no-injector-limit", description = "Leaves the injector's own limit out.")
    private boolean without;
  }

  @ArgGroup(exclusive = true)
  private Injector injector = new Injector();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CapacityReports.checkFonts();
    LoadTestClasses classes = LoadTestClasses.read();
    Path project = ProjectFolder.path();
    Path root = project.resolve("capacity");
    CapacityPlan plan = plan(classes, root);
    String search = task.resume == null ? name(plan) : task.resume;
    Capacity capacity =
        new Capacity(
            root,
            new GatlingCommand(classes, project),
            new StartedServers(
                classes, plan.properties(), project.resolve("target").resolve("reference")),
            Clock.systemUTC());
    Path folder = capacity.folder(search).path();
    PrintWriter out = spec.commandLine().getOut();
    CapacityStudy study;
    try {
      study =
          capacity.find(
              search, plan, levels(classes, plan), injectorsOwn(), new CapacityProgress(out));
    } catch (InterruptedException stopped) {
      spec.commandLine().getErr().printf("The search was stopped; the same command goes on.%n");
      return ExitCode.USAGE;
    }
    CapacityReports.write(study, folder);
    out.println();
    out.print(CapacityReports.console(study));
    out.println();
    out.println("Reports are in " + folder.resolve(CapacityReports.HTML));
    return study.isRegular() ? ExitCode.PASS : ExitCode.INVALID_RUN;
  }

  private String name(CapacityPlan plan) {
    return name == null ? plan.simulationName() : name;
  }

  private CapacityPlan plan(LoadTestClasses classes, Path root) throws IOException {
    if (task.resume != null) {
      CapacityPlan.requireName(task.resume);
      return new CapacityFolder(root.resolve(task.resume)).plan().withSecrets(properties.given());
    }
    checkProperties();
    String simulation = Simulations.in(classes).find("<simulation>", task.simulation);
    LoadUnit unit = load == null ? LoadUnit.of(simulation) : LoadUnit.named(load);
    int highest = most == null ? CapacitySearch.MOST_LOAD : most;
    SearchGoal goal = SearchGoal.STANDARD.withWidth(width / PERCENT);
    return new CapacityPlan(
        simulation,
        Subject.TARGET,
        unit,
        trialProperties(),
        CapacityPlan.thisMachine(),
        new CapacitySearch(
            goal,
            from == null ? Math.min(unit.firstLoad(), highest) : from,
            least == null ? Math.min(unit.leastLoad(), from == null ? highest : from) : least,
            highest,
            trials));
  }

  /** Trials may have another working folder. */
  private TreeMap<String, String> trialProperties() {
    TreeMap<String, String> all = new TreeMap<>(properties.given());
    all.computeIfPresent(
        Property.SLAS.key(), (key, file) -> Path.of(file).toAbsolutePath().toString());
    return all;
  }

  private void checkProperties() {
    for (Map.Entry<String, String> own : OWN.entrySet()) {
      if (properties.given().containsKey(own.getKey())) {
        throw new ConfigurationException(
            "-D%s: the search sets it itself; leave it out: %s."
                .formatted(own.getKey(), own.getValue()));
      }
    }
    properties.settings();
  }

  private static SlaBook levels(LoadTestClasses classes, CapacityPlan plan) {
    String file = plan.properties().get(Property.SLAS.key());
    return SlaBook.read(
        file == null ? classes.jvmOptions().resolveSibling(SlaBook.RESOURCE) : Path.of(file));
  }

  private InjectorsOwn injectorsOwn() {
    if (injector.again) {
      return InjectorsOwn.MEASURED_AGAIN;
    }
    return injector.without ? InjectorsOwn.LEFT_OUT : InjectorsOwn.MEASURED;
  }
}
