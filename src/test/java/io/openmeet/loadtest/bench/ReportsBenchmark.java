package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.reports.HeadlessChromium;
import io.openmeet.loadtest.reports.Portal;
import io.openmeet.loadtest.reports.Reports;
import io.openmeet.loadtest.reports.RunReport;
import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Times everything that follows the end of a load; {@code ci/bench/reports} starts it. */
public final class ReportsBenchmark {
  private static final int PER_SECOND = 5_000;
  private static final List<String> NAMES =
      List.of("List meetings", "Read meeting", "Search", "Create meeting", "Who am I");

  private ReportsBenchmark() {}

  /**
   * @param args "write", folder and number of requests; "report" and folder; or "portal", folder
   *     and number of runs
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(folder, Integer.parseInt(args[2]));
      case "report" -> report(folder);
      case "portal" -> portal(folder, Integer.parseInt(args[2]));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  /** One user for each request, as in an open model. */
  private static void write(Path folder, int requests) throws IOException {
    Files.createDirectories(folder);
    LogHeader run =
        new LogHeader(
            "3.15.1", "ApiSimulation", SampleRun.STARTED_AT_MS, "", List.of("API"), List.of());
    Random random = new Random(1);
    try (LogWriter log = new LogWriter(folder.resolve(RunDirectory.LOG), run)) {
      for (int i = 0; i < requests; i++) {
        long start = SampleRun.windowStartMs() + i * 1000L / PER_SECOND;
        long end = start + 1 + (int) (-Math.log(1 - random.nextDouble()) * 8);
        boolean ok = random.nextInt(500) > 0;
        log.user(0, true, start);
        log.request(List.of(), NAMES.get(i % 5), start, end, ok, ok ? "" : "found 503");
        log.user(0, false, end);
      }
    }
    SampleRun sample = SampleRun.passing();
    sample.perSecond = PER_SECOND;
    sample.seconds = requests / PER_SECOND;
    sample.intensity = 1;
    ObservationsFile.write(sample.observations(), folder);
    System.out.printf(
        Locale.ROOT,
        "%,d requests, %,d MB%n",
        requests,
        Files.size(folder.resolve(RunDirectory.LOG)) / 1_000_000);
  }

  private static void report(Path folder) throws IOException {
    long began = System.nanoTime();
    RunResult result = RunDirectory.read(folder);
    double read = secondsSince(began);
    Reports.atEndOfRun(RunReport.alone(result), folder, true);
    Portal.atEndOfRun(folder, true, new RunHistory(folder.resolveSibling("history")));
    double all = secondsSince(began);
    System.out.printf(
        Locale.ROOT,
        "%,d requests: result %.2f s, with all reports %.2f s; %.2f s per million requests (limit 1.00)%n",
        result.figures().totals().count(),
        read,
        all,
        all / result.figures().totals().count() * 1e6);
  }

  /** Copies of the run's results under other names, and a history with the same runs. */
  private static void portal(Path folder, int runs) throws IOException, InterruptedException {
    Path results = Files.createDirectories(folder.resolveSibling("portal"));
    RunHistory history = new RunHistory(folder.resolveSibling("history"));
    String json = Files.readString(folder.resolve("results.json"));
    Random random = new Random(1);
    for (int i = 0; i < runs; i++) {
      HistoryEntry entry = Nights.entry(i, random);
      Path run = Files.createDirectories(results.resolve(entry.run()));
      Files.writeString(
          run.resolve("results.json"),
          json.replace("2026-05-04T03:02:01.000Z", entry.startedAt())
              .replace("ApiSimulation", entry.simulation()));
      history.append(entry);
    }
    System.out.printf(
        Locale.ROOT,
        "%,d runs of %,d KB each, history of %,d KB%n",
        runs,
        json.length() / 1000,
        Files.size(history.file()) / 1000);
    for (String kind : List.of("first", "again")) {
      long began = System.nanoTime();
      history.read();
      double read = secondsSince(began);
      Portal.write(results, history);
      System.out.printf(
          Locale.ROOT,
          "%s: history read in %.2f s, page of %,d KB (limit 1,000) written in %.2f s (limit 1.00)%n",
          kind,
          read,
          Files.size(results.resolve(Portal.NAME)) / 1000,
          secondsSince(began) - read);
    }
    HeadlessChromium chromium = new HeadlessChromium();
    for (int width : new int[] {360, 1600}) {
      System.out.printf(
          Locale.ROOT,
          "laid out by Chromium at %,d px: %.0f ms (limit 1,000)%n",
          width,
          chromium.layoutMs(results.resolve(Portal.NAME), width));
    }
  }

  private static double secondsSince(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
