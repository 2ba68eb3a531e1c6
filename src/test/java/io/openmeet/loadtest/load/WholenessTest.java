package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholenessTest {
  private static final OptionalDouble NO_RATE = OptionalDouble.empty();

  private final Wholeness arrivals = new Wholeness(OptionalDouble.of(1_000), 0);
  private final Wholeness residents = new Wholeness(NO_RATE, 500);

  /** 98 % of 1,000, and one arrival on either side of the edge: 979. */
  @ParameterizedTest
  @CsvSource({"1000, true", "979, true", "978, false", "0, false"})
  void needsArrivalsAtThePlannedRate(long arrived, boolean whole) {
    for (int i = 0; i < 3; i++) {
      arrivals.add(1, arrived, 10, 0);
    }
    assertEquals(whole, arrivals.isWhole());
  }

  @Test
  void needsThreeSlotsInARow() {
    arrivals.add(1, 1_000, 10, 0);
    arrivals.add(1, 1_000, 10, 0);
    assertFalse(arrivals.isWhole());
    arrivals.add(1, 500, 10, 0);
    assertFalse(arrivals.isWhole());
    arrivals.add(1, 1_000, 10, 0);
    arrivals.add(1, 1_000, 10, 0);
    arrivals.add(1, 1_000, 10, 0);
    assertTrue(arrivals.isWhole());
  }

  /** 100 are few, since they arrive in 0.1 s; above that, they may grow by a fifth. */
  @ParameterizedTest
  @CsvSource({
    "0, 50, 100, true",
    "90, 90, 110, false",
    "200, 220, 240, true",
    "200, 220, 241, false"
  })
  void isNotWholeWhileRequestsInFlightGrow(long first, long second, long third, boolean whole) {
    arrivals.add(1, 1_000, first, 0);
    arrivals.add(1, 1_000, second, 0);
    arrivals.add(1, 1_000, third, 0);
    assertEquals(whole, arrivals.isWhole());
  }

  @Test
  void needsEveryUser() {
    add(residents, 499);
    assertFalse(residents.isWhole());
    add(residents, 500);
    assertTrue(residents.isWhole());
  }

  @Test
  void noticesThatNobodyComesOrLeavesAnyMore() {
    residents.add(1, 10, 500, 490);
    residents.add(1, 0, 500, 490);
    residents.add(1, 0, 500, 490);
    assertFalse(residents.nobodyComesOrLeaves());
    residents.add(1, 0, 500, 490);
    assertTrue(residents.nobodyComesOrLeaves());
    residents.add(1, 0, 500, 489);
    assertFalse(residents.nobodyComesOrLeaves());
  }

  @Test
  void saysWhatIsThereWhenSomethingIsMissing() {
    residents.add(2, 60, 7, 499);
    assertEquals(
        Optional.of("load incomplete: 30 arrivals/s, 499 users, 7 requests in flight"),
        residents.missing());
    add(residents, 500);
    assertEquals(Optional.empty(), residents.missing());
  }

  private static void add(Wholeness wholeness, long users) {
    for (int i = 0; i < 3; i++) {
      wholeness.add(1, 0, 500, users);
    }
  }
}
