package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.reports.SlaTable;
import io.openmeet.loadtest.results.RunStatistics;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaMeasurement;
import io.openmeet.loadtest.results.Window;
import io.openmeet.loadtest.settings.Profile;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One run from the moment its target is ready to the end of its JVM. However it ends, the target is
 * stopped and the outcome is told, after everything that Gatling prints.
 */
final class RunLife {
  /** Gatling's own for broken assertions: Maven goes on with the next simulation, and is red. */
  private static final int EXIT_CODE_RED = 2;

  /** Gatling reads its own clock, which can be a little behind. */
  private static final long CLOCK_SLACK_MS = 100;

  private final String simulation;
  private final Path results;
  private final Target target;
  private long startedAtMs = Long.MAX_VALUE;
  private Optional<Path> folder = Optional.empty();
  private RunVerdict verdict = RunVerdict.INVALID;
  private String reason = "the run broke off";

  RunLife(String simulation, Path results, Target target) {
    this.simulation = simulation;
    this.results = results;
    this.target = target;
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end of run"));
    endWithParent();
  }

  /** When Maven is killed, nobody waits for the result and nobody stops the load. */
  private static void endWithParent() {
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(EXIT_CODE_RED)));
  }

  /** Right before the load begins. */
  void loadBegins(Profile profile, List<String> limits) {
    startedAtMs = System.currentTimeMillis() - CLOCK_SLACK_MS;
    System.out.printf("%s, profile %s, target %s%n", simulation, profile.label(), target.baseUrl());
    limits.forEach(limit -> System.out.println("  " + limit));
  }

  /** When the load is over and Gatling has closed its log. */
  void loadOver(Judgement judgement, MeasuredWindow window, Optional<Watch.Stop> stop) {
    target.close();
    try {
      folder = RunFolder.find(results, simulation, startedAtMs);
      if (folder.isEmpty()) {
        reason = "no run folder in " + results;
        return;
      }
      RunStatistics statistics =
          RunStatistics.read(
              folder.get().resolve("simulation.log"),
              new Window(
                  window.startEpochMillis(),
                  window.startEpochMillis() + window.length().toMillis()));
      SlaMeasurement measurement =
          new SlaMeasurement(statistics, judgement.samples(), judgement.observed());
      List<SlaOutcome> outcomes =
          judgement.slas().stream().map(sla -> sla.judge(measurement.of(sla))).toList();
      verdict = stop.map(Watch.Stop::verdict).orElseGet(() -> RunVerdict.of(outcomes));
      reason = stop.map(Watch.Stop::reason).orElseGet(() -> reason(outcomes));
      System.out.println();
      System.out.print(SlaTable.of(outcomes));
    } catch (IOException unreadable) {
      reason = "the log cannot be read: " + unreadable.getMessage();
    }
  }

  private static String reason(List<SlaOutcome> outcomes) {
    return outcomes.stream()
        .filter(outcome -> outcome.verdict() != Verdict.MET)
        .map(outcome -> outcome.sla().name() + ": " + outcome.measuredText())
        .collect(Collectors.joining("; "));
  }

  private void end() {
    target.close();
    if (startedAtMs == Long.MAX_VALUE) {
      return;
    }
    try {
      Suite suite = new Suite(results);
      suite.add(
          new Suite.Entry(
              simulation,
              verdict.name(),
              reason,
              folder.map(path -> path.resolve("index.html").toString()).orElse("-")));
      System.out.println();
      System.out.print(suite.table());
    } catch (IOException full) {
      System.err.println("The outcome cannot be written to " + results + ": " + full.getMessage());
      verdict = RunVerdict.INVALID;
    }
    System.out.flush();
    if (verdict != RunVerdict.PASS) {
      Runtime.getRuntime().halt(EXIT_CODE_RED);
    }
  }
}
