package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceMeasurementTest {
  private static final int SIDES = 2;

  @TempDir Path folder;

  private final List<String> progress = new ArrayList<>();
  private FakeRuns runs;

  @BeforeEach
  void prepare() {
    runs = new FakeRuns(folder.resolve("gatling"));
  }

  private PerformanceMeasurement measurement(String profile, int pairs) {
    return new PerformanceMeasurement(
        new StudyPlan("report", profile, pairs), folder.resolve("report"), runs, progress::add);
  }

  @Test
  void makesAllRunsInTheirOrder() throws Exception {
    PerformanceStudy study = measurement("smoke", 3).run(null);

    List<String> expected = new ArrayList<>(List.of("ApiSimulation", "WebSocketSimulation"));
    expected.addAll(Collections.nCopies(3 * SIDES, "ApiSimulation"));
    // 200 is not held, 150 is, 175 is not; 10,000, 7,500 and 6,250 are not.
    expected.addAll(List.of("baseline 100", "baseline 200", "baseline 150", "baseline 175"));
    expected.addAll(
        List.of(
            "optimized 2500",
            "optimized 5000",
            "optimized 10000",
            "optimized 7500",
            "optimized 6250"));
    assertEquals(expected, runs.made);
    assertEquals(150, study.baseline().result().lower());
    assertEquals(5_000, study.optimized().result().lower());
    assertEquals(6_250, study.optimized().result().upper());
    assertEquals(List.of(1, 2, 3), study.experiment().usablePairs());
    assertEquals(0.1, study.experiment().of("p95").orElseThrow().ratio(), 1e-9);
    assertEquals(2, study.environment().cores());
    assertTrue(progress.contains("rate-baseline-175: BAD"), progress.toString());
  }

  @Test
  void goesOnAfterARunWithoutAResult() throws Exception {
    runs.broken.add(5);
    assertThrows(IOException.class, () -> measurement("smoke", 3).run(null));
    assertEquals(4, runs.made.size());

    PerformanceStudy study = measurement("smoke", 3).run(null);

    assertEquals(2 + 3 * SIDES + 4 + 5, runs.made.size());
    assertEquals(runs.made.size(), study.runs().size());
  }

  @Test
  void makesNoRunWhenAllAreThere() throws Exception {
    PerformanceStudy first = measurement("smoke", 1).run(null);
    int made = runs.made.size();

    PerformanceStudy again = measurement("smoke", 1).run(null);

    assertEquals(made, runs.made.size());
    assertEquals(first.runs(), again.runs());
    assertEquals(first.experiment(), again.experiment());
  }

  @Test
  void repeatsAnInvalidRunOnceAndKeepsBoth() throws Exception {
    runs.invalidOnce.add("baseline 100");
    runs.invalidOnce.add("WebSocketSimulation");

    PerformanceStudy study = measurement("smoke", 1).run(null);

    assertEquals(2, Collections.frequency(runs.made, "baseline 100"));
    assertEquals(
        List.of("rate-baseline-100", "rate-baseline-100-again"),
        study.baseline().trials().stream().limit(2).map(trial -> trial.run().name()).toList());
    assertEquals(Outcome.INVALID, study.baseline().trials().get(0).outcome());
    assertEquals(150, study.baseline().result().lower());
    assertEquals(
        List.of(RunVerdict.PASS, RunVerdict.INVALID, RunVerdict.PASS),
        study.fullLoad().stream().map(MeasuredRun::verdict).toList());
  }

  @Test
  void refusesAnotherPlanForTheSameFolder() throws Exception {
    measurement("smoke", 1).run(null);

    assertEquals(
        folder.resolve("report")
            + ": expected --profile smoke and --pairs 1, with which this report was started, found daily and 4; use these, or give another --name.",
        assertThrows(ConfigurationException.class, () -> measurement("daily", 4).run(null))
            .getMessage());
  }

  @Test
  void aDamagedResultIsNamed() throws Exception {
    measurement("smoke", 1).run(null);
    Path results = folder.resolve("report/rate-baseline-100/results.json");
    Files.writeString(results, "{");

    String message =
        assertThrows(IOException.class, () -> measurement("smoke", 1).run(null)).getMessage();
    assertTrue(message.startsWith(results + ": is malformed: "), message);
    assertTrue(message.endsWith("Remove it, and then the run is repeated."), message);
  }
}
