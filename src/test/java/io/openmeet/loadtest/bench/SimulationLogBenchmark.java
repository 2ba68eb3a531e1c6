package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.simulationlog.GatlingRun;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.LogWriter;
import io.openmeet.loadtest.statistics.LatencyFigures;
import io.openmeet.loadtest.statistics.LogSpan;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The Java half of {@code ci/bench/simulationlog}; that script describes what is measured. */
public final class SimulationLogBenchmark {
  private static final int REQUESTS_PER_SECOND = 5_000;
  private static final int REQUESTS_PER_USER = 20;
  private static final int USERS_ALIVE = 1_000;
  private static final int PASSES = 5;
  private static final long START_MS = 1_800_000_000_000L;

  private SimulationLogBenchmark() {}

  /**
   * @param args {@code write <log> <records>}, {@code read <log>} to time it, {@code once <log>}
   */
  public static void main(String[] args) throws IOException {
    Path log = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> {
        long records = Long.parseLong(args[2]);
        write(log, 1, records);
        System.out.printf(
            Locale.ROOT, "%,d records, %.0f MB%n", records, Files.size(log) / 1_048_576.0);
      }
      case "read" -> read(log);
      case "once" -> print(RunStatistics.read(log, LogSpan.read(log).window()));
      default -> throw new IllegalArgumentException(args[0] + "; valid are write, read, once");
    }
  }

  /**
   * Writes the log of one of several injectors that ran together.
   *
   * @param injector from 1; each has other response times
   */
  public static void write(Path log, int injector, long records) throws IOException {
    LogHeader run =
        new LogHeader(
            GatlingRun.VERSION, "bench.Simulation", START_MS, "", List.of("Benchmark"), List.of());
    SplittableRandom random = new SplittableRandom(injector);
    try (LogWriter writer = new LogWriter(log, run)) {
      for (int user = 0; user < USERS_ALIVE; user++) {
        writer.user(0, true, START_MS);
      }
      long now = START_MS;
      long requests = 0;
      // One record is the run's; every user writes one at its start and one at its end.
      for (long left = records - 1 - 2 * USERS_ALIVE; left > 0; left--) {
        now = START_MS + requests * 1000 / REQUESTS_PER_SECOND;
        if (requests % REQUESTS_PER_USER == 0 && left > 2) {
          writer.user(0, false, now);
          writer.user(0, true, now);
          left -= 2;
        }
        request(writer, random, now);
        requests++;
      }
      for (int user = 0; user < USERS_ALIVE; user++) {
        writer.user(0, false, now);
      }
    }
  }

  /** Like a real API: 20 ms on average, one in 200 up to 2 s longer, one in 100 failed. */
  private static void request(LogWriter writer, SplittableRandom random, long now)
      throws IOException {
    long ms = (long) (1 - 20 * Math.log(1 - random.nextDouble()));
    if (random.nextInt(200) == 0) {
      ms += random.nextInt(2_000);
    }
    boolean ok = random.nextInt(100) != 0;
    List<String> groups = random.nextInt(4) == 0 ? List.of("Join") : List.of();
    String name = "request " + random.nextInt(10);
    String message = ok ? "" : "status.find.is(200), found " + (500 + random.nextInt(5));
    writer.request(groups, name, Math.max(START_MS, now - ms), now, ok, message);
  }

  private static void read(Path log) throws IOException {
    long records = 0;
    double decoding = Double.MAX_VALUE;
    double statistics = Double.MAX_VALUE;
    Window window = LogSpan.read(log).window();
    RunStatistics run = null;
    for (int pass = 0; pass < PASSES; pass++) {
      long began = System.nanoTime();
      records = LogReader.readAll(log, new LogVisitor() {}).records();
      decoding = Math.min(decoding, (System.nanoTime() - began) / 1e9);
      began = System.nanoTime();
      run = RunStatistics.read(log, window);
      statistics = Math.min(statistics, (System.nanoTime() - began) / 1e9);
    }
    print(run);
    System.out.printf(
        Locale.ROOT,
        "heap at most %d MB, best of %d passes, one thread%n",
        Runtime.getRuntime().maxMemory() / 1_048_576,
        PASSES);
    System.out.printf(
        Locale.ROOT, "decoding    %6.2f s  %,12.0f records/s%n", decoding, records / decoding);
    System.out.printf(
        Locale.ROOT, "statistics  %6.2f s  %,12.0f records/s%n", statistics, records / statistics);
  }

  private static void print(RunStatistics run) {
    LatencyFigures figures = run.total().all().figures().orElseThrow();
    System.out.printf(Locale.ROOT, "%s%n", run.end());
    System.out.printf(
        Locale.ROOT,
        "requests %,d, P50 %d ms, P95 %d ms, P99 %d ms, %.0f requests/s, peak in flight %,d%n",
        run.total().all().count(),
        figures.p50Ms(),
        figures.p95Ms(),
        figures.p99Ms(),
        run.total().rps(),
        run.inFlight().peak());
  }
}
