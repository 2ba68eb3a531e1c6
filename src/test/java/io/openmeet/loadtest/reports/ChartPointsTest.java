package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.Second;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartPointsTest {
  private static final List<Second> SECONDS =
      List.of(
          new Second(0, 10, 8, 1, 5, 3, 20, 30, 90),
          new Second(1000, 20, 22, 2, 7, 1, 10, 70, 80),
          new Second(2000, 0, 0, 0, 0, 0, null, null, null));

  @Test
  void oneSecondPerPointChangesNothing() {
    assertSame(SECONDS, ChartPoints.of(SECONDS, 1));
  }

  @Test
  void aPointHasTheWorstPercentileTheMeanRateAndAllErrorsOfItsSeconds() {
    assertEquals(
        List.of(
            new Second(0, 15, 15, 3, 7, 3, 20, 70, 90),
            new Second(2000, 0, 0, 0, 0, 0, null, null, null)),
        ChartPoints.of(SECONDS, 2));
  }

  @Test
  void aPointOfTheInjectorHasTheWorstOfItsSecondsAndAllGarbageCollection() {
    assertEquals(
        List.of(new InjectorSecond(0, 4.0, 5.0, 0.5, null, 30L)),
        ChartPoints.ofInjector(
            List.of(
                new InjectorSecond(0, 4.0, 2.0, 0.1, null, 10L),
                new InjectorSecond(1000, null, 3.0, 0.5, null, 30L)),
            2));
  }
}
