package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceStudyTest {
  private final PerformanceStudy study = SampleStudy.study();

  @TempDir Path folder;

  @Test
  void isTheSameAfterItWasWrittenAndRead() throws IOException {
    Path file = folder.resolve(PerformanceStudy.NAME);
    study.write(file);
    PerformanceStudy read = PerformanceStudy.read(file);

    assertEquals(study.runs(), read.runs());
    assertEquals(study.baseline(), read.baseline());
    assertEquals(study.experiment().plan(), read.experiment().plan());
    Path again = folder.resolve("again.json");
    read.write(again);
    assertEquals(Files.readString(file), Files.readString(again));
  }

  @Test
  void aMalformedFileIsExplained() throws IOException {
    Path file = folder.resolve(PerformanceStudy.NAME);
    study.write(file);
    Files.writeString(
        file, Files.readString(file).replace("\"schemaVersion\" : 2", "\"schemaVersion\" : 3"));

    assertEquals(
        file + ": schemaVersion: expected 2 (of this version of the project), found 3.",
        assertThrows(ConfigurationException.class, () -> PerformanceStudy.read(file)).getMessage());
  }

  @Test
  void theHighestRateIsThatOfTheLastRunThatHeld() {
    assertEquals(150, study.baseline().highest().orElseThrow().rate());
    assertEquals(175, study.baseline().result().upper());
    assertEquals(5_000, study.optimized().highest().orElseThrow().rate());
    assertTrue(study.optimized().isLowerBound());
  }

  @Test
  void costsFollowTheUseAtTheHighestRateHeld() {
    // At 150/s, baseline needs 10 ms of the database's CPU: see MonthlyCostTest.
    assertEquals(
        262.80,
        study
            .cost(Tuning.BASELINE, SampleStudy.costs())
            .usdPerMonth(Resource.DATABASE)
            .orElseThrow(),
        1e-9);
  }

  /** 2,000 bytes against 999, 1,000 and 1,001. */
  @Test
  void theBytesOfAllRoutesAreComparedByPairs() {
    MetricComparison bytes = study.experiment().sentBytes().orElseThrow();

    assertEquals(3, bytes.pairs());
    assertEquals(2_000, bytes.a().low(), 1e-6);
    assertEquals(0.5, bytes.ratio(), 1e-6);
    // The logs differ by 0.001 from pair to pair: t(2; 97.5 %) is 4.303, and 4.303 * 0.001 /
    // sqrt(3).
    assertEquals(0.5 * Math.exp(-0.002_484), bytes.low(), 1e-6);
    assertEquals(0.5 * Math.exp(0.002_484), bytes.high(), 1e-6);
  }

  @Test
  void allRunsAreInTheOrderOfTheirStarts() {
    assertEquals(2 + 6 + 4 + 5, study.runs().size());
    assertEquals("full-ApiSimulation", study.runs().get(0).name());
    assertEquals("rate-optimized-6250", study.runs().get(16).name());
  }

  /** 98.9 % of the planned requests are too few; 99 % are enough. */
  @Test
  void aRateIsHeldOnlyIfTheRequestsWereAnsweredAndTheLimitsAreMet() {
    RateTrial held = study.optimized().trials().get(1);
    assertEquals(Outcome.GOOD, held.outcome());
    assertEquals(Outcome.BAD, study.baseline().trials().get(1).outcome());
    assertEquals(Outcome.INVALID, study.optimized().trials().get(2).outcome());
    assertEquals(Outcome.BAD, new RateTrial(5_056, held.run()).outcome());
    assertEquals(Outcome.GOOD, new RateTrial(5_050, held.run()).outcome());
  }
}
