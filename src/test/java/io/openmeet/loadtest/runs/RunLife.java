package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.dashboard.Dashboard;
import io.openmeet.loadtest.dashboard.FinalOutcome;
import io.openmeet.loadtest.dashboard.RunFacts;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.reports.ConsoleReport;
import io.openmeet.loadtest.reports.GatlingReportLink;
import io.openmeet.loadtest.reports.Portal;
import io.openmeet.loadtest.reports.Reports;
import io.openmeet.loadtest.reports.RunReport;
import io.openmeet.loadtest.reports.Scorecard;
import io.openmeet.loadtest.reports.WrappedText;
import io.openmeet.loadtest.results.LogSeal;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.target.Target;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One run, from the moment its target is ready to the end of its JVM. However the run ends, this
 * class stops the target and prints the outcome after all output of Gatling.
 *
 * <p>The exact verdict decides the exit code. Gatling's assertions on percentiles are only for
 * information: it estimates percentiles with a t-digest, which can be wrong by several times on a
 * skewed distribution (it once reported a P99 of 107 ms as 566 ms).
 */
final class RunLife {
  private static final String BEFORE_ASSERTIONS =
      "Gatling makes its report. Its assertions are estimates and do not decide; the table above decides.";

  private static final String TARGET_LOG = "reference-api.log";
  private static final int EXIT_CODE_GREEN = 0;

  /** Gatling's code for broken assertions: Maven runs the next simulation, and the build fails. */
  private static final int EXIT_CODE_RED = 2;

  private final String simulation;
  private final Path results;
  private final RunHistory history;
  private final Target target;
  private final Dashboard dashboard;
  private Optional<GatlingRunFolder> gatlingFolder = Optional.empty();
  private Optional<Path> folder = Optional.empty();
  private boolean gatlingReports = true;
  private Optional<GatlingConsole.SingleLines> gatling = Optional.empty();
  private Suite.Entry entry;

  RunLife(String simulation, Path results, RunHistory history, Target target, Dashboard dashboard) {
    this.simulation = simulation;
    this.results = results;
    this.history = history;
    this.target = target;
    this.dashboard = dashboard;
    this.entry = Suite.Entry.brokenOff(simulation, "the run stopped early");
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of run"));
    endWithParent();
  }

  /** When Maven is killed, nothing else stops the load. */
  private static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(EXIT_CODE_RED)));
  }

  /**
   * Must be called right before the load begins.
   *
   * @param leaves what stays at the target after the run, in words; empty: nothing that matters
   * @param warmUp its progress, in words
   * @param observed what the log does not contain, during the run
   * @param dropped arrivals of the window that were dropped so far
   */
  void loadBegins(
      RunFacts run,
      Optional<String> leaves,
      InjectorMonitor monitor,
      Supplier<String> warmUp,
      Callable<Map<String, Measured>> observed,
      LongSupplier dropped) {
    gatlingFolder = Optional.of(GatlingRunFolder.ofTheNextRun(results, simulation));
    System.out.println(firstLine(run));
    run.slas().forEach(sla -> System.out.println("  " + sla.title()));
    leaves.ifPresent(
        what ->
            System.out.print(
                WrappedText.of(
                    "  ",
                    "  ",
                    "It leaves at the target: %s. docs/adopt.md says how to remove it."
                        .formatted(what))));
    dashboard.loadBegins(run, this::log, monitor, warmUp, observed, dropped);
  }

  private static String firstLine(RunFacts run) {
    return Stream.of(
            Stream.of(run.simulation(), "profile " + run.profile()),
            run.changes().stream(),
            Stream.of("target " + run.target()))
        .flatMap(Function.identity())
        .collect(Collectors.joining(", "));
  }

  private Optional<Path> log() throws IOException {
    return gatlingFolder
        .orElseThrow()
        .find()
        .map(found -> found.resolve(RunDirectory.LOG))
        .filter(Files::exists);
  }

  /**
   * Must be called when the load is over and Gatling has closed its log. Gatling then creates its
   * own report; for a run without requests it cannot, and would end with a stack trace.
   *
   * @param observed makes the observations of a log with this seal
   * @param answers that the load side counted within the window
   */
  void loadOver(Function<LogSeal, Observations> observed, long answers) {
    gatling = Optional.of(GatlingConsole.withoutSummary());
    dashboard.loadOver(judge(observed, answers));
    if (!gatlingReports && !GatlingOptions.noReports()) {
      System.exit(EXIT_CODE_RED);
    }
  }

  private FinalOutcome judge(Function<LogSeal, Observations> observed, long answers) {
    try {
      folder = gatlingFolder.orElseThrow().find();
      if (folder.isEmpty()) {
        return brokenOff("there is no run folder in " + results);
      }
      Observations observations =
          observed.apply(LogSeal.of(RunDirectory.log(folder.get()), answers));
      ObservationsFile.write(observations, folder.get());
      RunResult result = RunDirectory.read(folder.get());
      entry = Suite.Entry.of(result, folder.get());
      gatlingReports = GatlingReportLink.isToFollow(result) && !GatlingOptions.noReports();
      if (gatlingReports) {
        leaveTheWindowToGatling(observations);
      }
      RunReport report = RunReport.of(result, folder.get(), history);
      System.out.println();
      System.out.print(ConsoleReport.of(report));
      Reports.atEndOfRun(report, folder.get(), gatlingReports);
      System.out.print(Reports.addToHistory(result, folder.get(), history));
      Portal.atEndOfRun(folder.get(), gatlingReports, history); // with this run in its trends
      System.out.println();
      if (gatlingReports) {
        System.out.println(BEFORE_ASSERTIONS);
      }
      String scorecard = folder.get().resolve(Scorecard.NAME).toString();
      return new FinalOutcome(
          result.outcome().verdict(),
          result.outcome().reasons(),
          result.outcome().slas(),
          scorecard);
    } catch (IOException unreadable) {
      return brokenOff(unreadable.getMessage());
    }
  }

  private void leaveTheWindowToGatling(Observations observations) {
    try {
      RunDirectory.leaveTheWindowToGatling(folder.get(), observations);
    } catch (IOException noRoom) {
      System.out.println(
          "Gatling's report will cover the whole run, including the warm-up: the window's log cannot be written: "
              + noRoom.getMessage());
    }
  }

  private FinalOutcome brokenOff(String reason) {
    entry = Suite.Entry.brokenOff(simulation, reason);
    return new FinalOutcome(entry.verdict(), List.of(reason), List.of(), "");
  }

  private void end() {
    target.close();
    if (gatlingFolder.isEmpty()) {
      return;
    }
    int exitCode = exitCode();
    try {
      if (folder.isPresent()) {
        GatlingReportLink.add(folder.get());
      }
      gatling
          .flatMap(lines -> lines.contradictionTo(entry.verdict()))
          .ifPresent(sentence -> System.out.print(WrappedText.of("", "", sentence)));
      Suite suite = new Suite(results);
      suite.add(entry);
      System.out.println();
      System.out.print(suite.table());
      target
          .log()
          .ifPresent(
              log ->
                  System.out.println(
                      "See what the reference API logged: " + Suite.shown(kept(log))));
    } catch (IOException full) {
      System.err.println("The outcome cannot be written to " + results + ": " + full.getMessage());
      exitCode = EXIT_CODE_RED;
    }
    System.out.flush();
    dashboard.close();
    Runtime.getRuntime().halt(exitCode);
  }

  /** Puts the log into the run's folder if possible. */
  private Path kept(Path targetLog) {
    if (folder.isEmpty()) {
      return targetLog;
    }
    try {
      return Files.move(targetLog, folder.get().resolve(TARGET_LOG));
    } catch (IOException stays) {
      return targetLog;
    }
  }

  private int exitCode() {
    boolean reported =
        GatlingOptions.noReports()
            || folder.map(run -> Files.exists(run.resolve("index.html"))).orElse(false);
    return entry.verdict() == RunVerdict.PASS && reported ? EXIT_CODE_GREEN : EXIT_CODE_RED;
  }
}
