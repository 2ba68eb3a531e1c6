package io.openmeet.loadtest.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.bench.SimulationLogBenchmark;
import io.openmeet.loadtest.simulationlog.GatlingRun;
import io.openmeet.loadtest.simulationlog.LogCopy;
import io.openmeet.loadtest.simulationlog.LogReader;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.MergedLogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the figures with those of Gatling's own report on the same log. Counts, minimum,
 * maximum, mean and standard deviation are equal. Gatling's percentiles are estimates of a t-digest
 * (AVLTreeDigest, compression 100) that uses random numbers: the same log gives other values each
 * time. They are compared by rank: the estimate must be between the exact percentiles some points
 * below and above its own. In milliseconds the difference can be large where response times are
 * sparse.
 */
class GatlingAgreementTest {
  @TempDir Path results;

  /** 360 requests from a real run of Gatling. */
  @Test
  void agreesWithGatlingOnARunOfItsOwn() throws IOException, InterruptedException {
    Path run = GatlingRun.sample(results, 60, 3);
    RunStatistics ours = everything(run);
    Map<String, GatlingReport.Row> gatlings = GatlingReport.read(run);

    assertTrue(ours.end().isProvenWhole());
    assertEquals(6 * 60, ours.total().all().count());
    assertEquals(
        List.of(
            new ErrorCount("broken: No attribute named 'missing' is defined ", 60),
            new ErrorCount("status.find.is(200), found 503", 60)),
        ours.errors());
    assertAgrees(gatlings.get("All Requests"), ours.total(), 2);
    assertEquals(6, ours.requests().size());
    for (RequestStatistics request : ours.requests()) {
      String name = request.path().get(request.path().size() - 1);
      assertAgrees(gatlings.get(name), request, 2);
    }
  }

  /**
   * 148,181 requests, mostly fast with a thin slow tail, as an API has them: 30 s of 5,000 a
   * second. Here the digest was once wrong by 1.4 points, which turned a P99 of 107 ms into 566 ms.
   */
  @Test
  void isExactWhereGatlingEstimates() throws IOException, InterruptedException {
    Path run = Files.createDirectory(results.resolve("run"));
    Path log = run.resolve("simulation.log");
    SimulationLogBenchmark.main(new String[] {"write", log.toString(), "165000"});
    GatlingRun.report(results, "run");
    RunStatistics ours = everything(run);

    assertAgrees(GatlingReport.read(run).get("All Requests"), ours.total(), 3);
    int[] sorted = sortedResponseTimes(log);
    assertEquals(sorted.length, ours.total().all().count());
    for (int percent = 1; percent <= 100; percent++) {
      int rank = (int) (((long) percent * sorted.length + 99) / 100);
      assertEquals(sorted[rank - 1], ours.total().all().percentileMs(percent), percent + " %");
    }
  }

  @Test
  void agreesWithGatlingOnTheMergedLogOfTwoInjectors() throws IOException, InterruptedException {
    Path run = Files.createDirectory(results.resolve("run"));
    List<Path> logs = List.of(results.resolve("1.log"), results.resolve("2.log"));
    SimulationLogBenchmark.write(logs.get(0), 1, 20_000);
    SimulationLogBenchmark.write(logs.get(1), 2, 15_000);
    try (LogCopy copy = new LogCopy(Files.newOutputStream(run.resolve("simulation.log")))) {
      MergedLogs.read(logs, copy);
    }
    GatlingRun.report(results, "run");
    RunStatistics ours = everything(run);

    assertTrue(ours.end().isProvenWhole());
    assertEquals(
        sortedResponseTimes(logs.get(0)).length + sortedResponseTimes(logs.get(1)).length,
        ours.total().all().count());
    assertAgrees(GatlingReport.read(run).get("All Requests"), ours.total(), 3);
    assertEquals(2_000, ours.users().peak());
    assertEquals(2_000, Collections.max(GatlingReport.usersAtOnce(run).values()));
  }

  private static void assertAgrees(
      GatlingReport.Row gatlings, RequestStatistics ours, double points) {
    LatencyFigures figures = ours.all().figures().orElseThrow();
    assertEquals(gatlings.count(), ours.all().count(), ours.name());
    assertEquals(gatlings.ok(), ours.ok().count(), ours.name());
    assertEquals(gatlings.ko(), ours.ko().count(), ours.name());
    assertEquals(gatlings.min(), (long) figures.minMs(), ours.name());
    assertEquals(gatlings.max(), (long) figures.maxMs(), ours.name());
    assertEquals(gatlings.mean(), Math.round(figures.meanMs()), ours.name());
    assertEquals(gatlings.stdDev(), Math.round(figures.stdDevMs()), ours.name());
    for (int i = 0; i < GatlingReport.Row.PERCENTILES.length; i++) {
      double percentile = GatlingReport.Row.PERCENTILES[i];
      long estimate = gatlings.percentiles()[i];
      int below = ours.all().percentileMs(Math.max(0, percentile - points));
      int above = ours.all().percentileMs(Math.min(100, percentile + points));
      assertTrue(
          estimate >= below && estimate <= above,
          "%s: P%.0f is %d ms to Gatling, here in %d..%d ms"
              .formatted(ours.name(), percentile, estimate, below, above));
    }
  }

  private static RunStatistics everything(Path run) throws IOException {
    Path log = run.resolve("simulation.log");
    return RunStatistics.read(log, LogSpan.read(log).window());
  }

  private static int[] sortedResponseTimes(Path log) throws IOException {
    IntStream.Builder times = IntStream.builder();
    LogReader.readAll(
        log,
        new LogVisitor() {
          @Override
          public void request(int path, long startMs, long endMs, boolean ok, int message) {
            times.add((int) (endMs - startMs));
          }
        });
    return times.build().sorted().toArray();
  }
}
