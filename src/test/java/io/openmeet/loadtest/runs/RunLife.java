package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.reports.ConsoleReport;
import io.openmeet.loadtest.reports.GatlingReportLink;
import io.openmeet.loadtest.reports.RunReports;
import io.openmeet.loadtest.results.Observations;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.results.RecordedRun;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.Profile;
import io.openmeet.loadtest.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One run from the moment its target is ready to the end of its JVM. However it ends, the target is
 * stopped and the outcome is told, after everything that Gatling prints.
 *
 * <p>The exact verdict decides the exit code. Gatling estimates percentiles by a t-digest, which on
 * a skewed distribution can be off by several times (a P99 of 107 ms was once told as 566 ms), so
 * its assertions on them are for the eye.
 */
final class RunLife {
  private static final int EXIT_CODE_GREEN = 0;

  /** Gatling's own for broken assertions: Maven goes on with the next simulation, and is red. */
  private static final int EXIT_CODE_RED = 2;

  /** Gatling reads its own clock, which can be a little behind. */
  private static final long CLOCK_SLACK_MS = 100;

  private final String simulation;
  private final Path results;
  private final Target target;
  private long startedAtMs = Long.MAX_VALUE;
  private Optional<Path> folder = Optional.empty();
  private Suite.Entry entry;

  RunLife(String simulation, Path results, Target target) {
    this.simulation = simulation;
    this.results = results;
    this.target = target;
    this.entry = Suite.Entry.brokenOff(simulation, "the run broke off");
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
  void loadOver(Observations observations) {
    try {
      folder = RunFolder.find(results, simulation, startedAtMs);
      if (folder.isEmpty()) {
        entry = Suite.Entry.brokenOff(simulation, "there is no run folder in " + results);
        return;
      }
      ObservationsFile.write(observations, folder.get());
      RunResult result = RecordedRun.read(folder.get());
      entry = Suite.Entry.of(result, folder.get());
      System.out.println();
      System.out.print(ConsoleReport.of(result));
      RunReports.atEndOfRun(result, folder.get());
    } catch (IOException unreadable) {
      entry = Suite.Entry.brokenOff(simulation, unreadable.getMessage());
    }
  }

  private void end() {
    target.close();
    if (startedAtMs == Long.MAX_VALUE) {
      return;
    }
    int exitCode = exitCode();
    try {
      if (folder.isPresent()) {
        GatlingReportLink.add(folder.get());
      }
      Suite suite = new Suite(results);
      suite.add(entry);
      System.out.println();
      System.out.print(suite.table());
    } catch (IOException full) {
      System.err.println("The outcome cannot be written to " + results + ": " + full.getMessage());
      exitCode = EXIT_CODE_RED;
    }
    System.out.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  private int exitCode() {
    boolean reported = folder.map(run -> Files.exists(run.resolve("index.html"))).orElse(false);
    return entry.verdict() == RunVerdict.PASS && reported ? EXIT_CODE_GREEN : EXIT_CODE_RED;
  }
}
