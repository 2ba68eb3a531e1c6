package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.HistoryTotals;
import io.openmeet.loadtest.trends.SampleEntry;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Made-up runs of the five simulations, one of each a night; a line has about 20 KB. */
final class Nights {
  private static final List<String> SIMULATIONS =
      List.of(
          "ApiSimulation",
          "AuthSimulation",
          "SearchSimulation",
          "UploadSimulation",
          "WebSocketSimulation");

  private static final Instant FIRST = Instant.parse("2025-11-01T03:02:01.000Z");
  private static final int FIGURES_OF_WORK = 150;
  private static final int NIGHT_OF_A_NEW_MACHINE = 80;
  private static final int NIGHT_OF_A_STEP = 140;
  private static final double STEP = 1.3;

  private Nights() {}

  /**
   * @param number of the run, counted from 0
   * @param random makes the noise
   */
  static HistoryEntry entry(int number, Random random) {
    int night = number / SIMULATIONS.size();
    int simulation = number % SIMULATIONS.size();
    Instant start =
        FIRST.plus(night, ChronoUnit.DAYS).plus(number % SIMULATIONS.size(), ChronoUnit.MINUTES);
    SampleEntry entry =
        SampleEntry.at(start.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", ".000Z"))
            .of(SIMULATIONS.get(simulation), "daily");
    entry.fingerprint =
        "%012x".formatted(simulation + (night < NIGHT_OF_A_NEW_MACHINE ? 0x10 : 0x20));
    double factor = (night < NIGHT_OF_A_STEP ? 1 : STEP) * (1 + 0.05 * random.nextGaussian());
    int p95 = (int) Math.round(100 * factor);
    entry.totals = new HistoryTotals(100_000, 0.001, 1_000, p95 / 2, p95, p95 * 2);
    entry.slas =
        List.of(
            time("api-p95", 200, 100 * factor),
            time("api-p99", 500, 200 * factor),
            level("error-rate", Unit.RATIO, 0.01, 0.001 * factor),
            level("throughput", Unit.REQUESTS_PER_SECOND, 950, 1_000),
            new HistoryLevel(
                "database-p95", Unit.MILLISECONDS, 50.0, null, 5.0, 10.0, null, null, Verdict.MET),
            level("cache-hit-ratio", Unit.RATIO, 0.8, 0.93 / factor));
    entry.work = work(random);
    return (night % 17 == 7
            ? entry.ended(RunVerdict.INVALID, "The injector stood still for 900 ms.")
            : entry)
        .entry();
  }

  private static HistoryLevel time(String id, double limit, double value) {
    return new HistoryLevel(
        id,
        Unit.MILLISECONDS,
        limit,
        (double) Math.round(value),
        null,
        null,
        Math.floor(value * 0.95),
        Math.ceil(value * 1.06),
        Verdict.MET);
  }

  private static HistoryLevel level(String id, Unit unit, double limit, double value) {
    return new HistoryLevel(id, unit, limit, value, null, null, null, null, Verdict.MET);
  }

  private static List<WorkFigure> work(Random random) {
    List<WorkFigure> work = new ArrayList<>();
    for (int i = 0; i < FIGURES_OF_WORK; i++) {
      work.add(
          new WorkFigure(
              "openmeet_database_query_seconds_count",
              Map.of("query", "meetings.query-" + i),
              1 + 0.01 * random.nextGaussian()));
    }
    return work;
  }
}
