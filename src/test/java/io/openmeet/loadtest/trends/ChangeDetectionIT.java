package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The rates that {@link ChangeDetection#FALSE_ALERTS} is calibrated for, over histories of 60
 * nights of 40 series with a noise of 5 %. Each figure is the same in every run.
 *
 * <p>Measured over 1,000 histories without a change, by kind of noise; what no test demands shows
 * the limits of the method:
 *
 * <pre>
 * MEASURED
 * </pre>
 */
class ChangeDetectionIT {
  private static final int HISTORIES = 1_000;
  private static final int SERIES = 2_000;

  /** Nights before the step; a shorter baseline does worse. */
  private static final int BEFORE = 40;

  @ParameterizedTest
  @EnumSource(names = {"NORMAL", "LOGNORMAL", "AUTOCORRELATED", "BIMODAL", "LOPSIDED_BIMODAL"})
  void atMostOneHistoryInTwentyEverAlerts(Noise noise) {
    double rate = new SimulatedHistories(noise, HISTORIES).falseAlertRate();

    assertTrue(rate <= 0.05, () -> noise + ": " + rate);
  }

  @ParameterizedTest
  @CsvSource({"0.25, 3", "0.20, 5", "0.15, 10"})
  void nineStepsInTenAreFoundInTimeAndPlacedWithinANight(double size, int nights) {
    double rate = new SimulatedHistories(Noise.NORMAL, SERIES).foundRate(BEFORE, size, nights);

    assertTrue(rate >= 0.9, () -> "" + rate);
  }

  @Test
  void aDriftOfHalfAPercentANightIsFoundWithin40Nights() {
    double rate = new SimulatedHistories(Noise.NORMAL, SERIES).driftFoundRate(19, 0.005, 40);

    assertTrue(rate >= 0.9, () -> "" + rate);
  }
}
