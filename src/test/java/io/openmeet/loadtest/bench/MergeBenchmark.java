package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.simulationlog.LogCopy;
import io.openmeet.loadtest.simulationlog.LogEnd;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.MergedLogs;
import io.openmeet.loadtest.statistics.LatencyFigures;
import io.openmeet.loadtest.statistics.LogSpan;
import io.openmeet.loadtest.statistics.RunStatistics;
import io.openmeet.loadtest.statistics.RunStatisticsCollector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The Java half of {@code ci/bench/merge}; that script describes what is measured. */
public final class MergeBenchmark {
  private static final int PASSES = 3;

  private MergeBenchmark() {}

  /**
   * @param args {@code write <folder> <logs> <records of each>}, {@code merge <folder> <merged
   *     log>} to time it, {@code figures <folder>} and {@code sorted <folder>} to print the figures
   *     of the merged records and, by a second method, of all records
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[1]);
    switch (args[0]) {
      case "write" -> write(folder, Integer.parseInt(args[2]), Long.parseLong(args[3]));
      case "merge" -> merge(logs(folder), Path.of(args[2]));
      case "figures" -> System.out.print(figures(logs(folder)));
      case "sorted" -> System.out.print(sorted(logs(folder)));
      default ->
          throw new IllegalArgumentException(args[0] + "; valid are write, merge, figures, sorted");
    }
  }

  private static List<Path> logs(Path folder) throws IOException {
    try (Stream<Path> logs = Files.list(folder)) {
      return logs.sorted().toList();
    }
  }

  private static void write(Path folder, int logs, long records) throws IOException {
    long bytes = 0;
    for (int injector = 1; injector <= logs; injector++) {
      Path log = folder.resolve(String.format(Locale.ROOT, "%03d.log", injector));
      SimulationLogBenchmark.write(log, injector, records);
      bytes += Files.size(log);
    }
    System.out.printf(
        Locale.ROOT, "%d logs of %,d records, %.0f MB%n", logs, records, bytes / 1_048_576.0);
  }

  private static void merge(List<Path> logs, Path merged) throws IOException {
    double reading = Double.MAX_VALUE;
    double writing = Double.MAX_VALUE;
    long records = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      long began = System.nanoTime();
      MergedLogs.read(logs, new LogVisitor() {});
      reading = Math.min(reading, (System.nanoTime() - began) / 1e9);
      began = System.nanoTime();
      try (LogCopy copy = new LogCopy(Files.newOutputStream(merged))) {
        records = MergedLogs.read(logs, copy).stream().mapToLong(LogEnd::records).sum();
      }
      writing = Math.min(writing, (System.nanoTime() - began) / 1e9);
    }
    System.out.printf(
        Locale.ROOT,
        "heap at most %d MB, highest use %d MB; best of %d passes, one thread%n",
        Runtime.getRuntime().maxMemory() / 1_048_576,
        highestHeapBytes() / 1_048_576,
        PASSES);
    print("read and merge", reading, records);
    print("read, merge and write", writing, records);
  }

  private static void print(String what, double seconds, long records) {
    System.out.printf(
        Locale.ROOT, "%-22s %7.2f s  %,12.0f records/s%n", what, seconds, records / seconds);
  }

  /** The sum of each part's highest use, garbage included. */
  private static long highestHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(MergeBenchmark::highestBytes)
        .sum();
  }

  private static long highestBytes(MemoryPoolMXBean pool) {
    return pool.getPeakUsage().getUsed();
  }

  private static String figures(List<Path> logs) throws IOException {
    LogSpan span = new LogSpan();
    MergedLogs.read(logs, span);
    RunStatisticsCollector collector = new RunStatisticsCollector(span.window(), Set.of());
    RunStatistics run = collector.statistics(MergedLogs.read(logs, collector).get(0));
    LatencyFigures figures = run.total().all().figures().orElseThrow();
    return text(
        run.total().all().count(),
        run.total().ko().count(),
        figures.p50Ms(),
        figures.p95Ms(),
        figures.p99Ms(),
        run.inFlight().peak());
  }

  private static String text(long requests, long ko, int p50, int p95, int p99, long inFlight) {
    return String.format(
        Locale.ROOT,
        "requests %,d, failed %,d, P50 %d ms, P95 %d ms, P99 %d ms, peak in flight %,d%n",
        requests,
        ko,
        p50,
        p95,
        p99,
        inFlight);
  }

  /** All requests of all logs, put into arrays and sorted. */
  private static String sorted(List<Path> logs) throws IOException {
    AllRequests all = new AllRequests();
    for (Path log : logs) {
      LogReader.readRun(log, all);
    }
    // Sorting loses which start belongs to which end, so the response times come first.
    int[] times = all.responseTimes();
    Arrays.sort(times);
    int p50 = nearestRank(times, 50);
    int p95 = nearestRank(times, 95);
    int p99 = nearestRank(times, 99);
    return text(times.length, all.failed(), p50, p95, p99, all.peakInFlight());
  }

  private static int nearestRank(int[] sorted, int percent) {
    return sorted[(int) (((long) percent * sorted.length + 99) / 100) - 1];
  }
}
