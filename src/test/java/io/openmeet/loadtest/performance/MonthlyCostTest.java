package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.openmeet.loadtest.performance.CostBook.Instance;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/**
 * A service with round numbers: a month of 730 h has 2,628,000 s, so 262,800,000 requests are 100/s
 * in the mean and 300/s at the peak.
 */
class MonthlyCostTest {
  static final CostBook BOOK =
      new CostBook(
          "Example prices.",
          new CostBook.Prices(0.04, 0.005, 0.1),
          new CostBook.Instances(
              new Instance(2, 4), new Instance(2, 8), new Instance(1, 2), new Instance(1, 4)),
          new CostBook.Traffic(262_800_000, 3),
          0.5);

  private static final double DELTA = 1e-9;

  @Test
  void paysWholeInstancesForTheCpuAtThePeak() {
    MonthlyCost cost =
        MonthlyCost.of(
            BOOK,
            Map.of(
                // 9 ms * 300/s = 2.7 cores, at half use 5.4: three instances of 2.
                Resource.DATABASE, 0.009,
                // 1 ms * 300/s / 0.5 = 0.6: one instance of 2.
                Resource.API, 0.001,
                Resource.CACHE, 0.000_1,
                Resource.BANDWIDTH, 1_000.0));

    assertEquals(300, MonthlyCost.peakPerSecond(BOOK), DELTA);
    assertEquals(5.4, cost.items().get(Resource.DATABASE).vcpus().orElseThrow(), DELTA);
    assertEquals(3, cost.items().get(Resource.DATABASE).instances());
    // 2 * 0.04 + 8 * 0.005 = 0.12 USD an hour; 3 * 0.12 * 730 = 262.80.
    assertEquals(262.80, cost.usdPerMonth(Resource.DATABASE).orElseThrow(), DELTA);
    // 2 * 0.04 + 4 * 0.005 = 0.10; * 730.
    assertEquals(73, cost.usdPerMonth(Resource.API).orElseThrow(), DELTA);
    // 0.04 + 0.01 = 0.05; * 730.
    assertEquals(36.50, cost.usdPerMonth(Resource.CACHE).orElseThrow(), DELTA);
    // 0.04 + 0.02 = 0.06; * 730.
    assertEquals(43.80, cost.usdPerMonth(Resource.MONITORING).orElseThrow(), DELTA);
    // 262,800,000 KB = 262.8 GB at 0.1.
    assertEquals(26.28, cost.usdPerMonth(Resource.BANDWIDTH).orElseThrow(), DELTA);
    // The sum, 442.38, for 262.8 million requests.
    assertEquals(442.38, cost.usdPerMonth().orElseThrow(), DELTA);
    assertEquals(442.38 / 262.8, cost.perMillionRequests(442.38), DELTA);
  }

  @Test
  void hasNoTotalWhenAResourceWasNotMeasured() {
    MonthlyCost cost =
        MonthlyCost.of(BOOK, Map.of(Resource.API, 0.001, Resource.BANDWIDTH, 1_000.0));

    assertEquals(OptionalDouble.empty(), cost.usdPerMonth());
    assertEquals(OptionalDouble.empty(), cost.usdPerMonth(Resource.DATABASE));
    assertFalse(cost.items().containsKey(Resource.CACHE));
    // Monitoring does not depend on requests.
    assertEquals(43.80, cost.usdPerMonth(Resource.MONITORING).orElseThrow(), DELTA);
  }
}
