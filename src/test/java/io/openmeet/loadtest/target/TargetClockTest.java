package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.ClockOffset;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A target whose clock is ahead by a known time; each answer takes 3 ms there and 3 ms back. */
class TargetClockTest {
  private Instant now = Instant.parse("2026-05-04T03:00:00.750Z");
  private int requests;

  /**
   * The requests are 1000 / 12 + 6 = 89.3 ms apart, so a second of the target begins between two of
   * them. Its begin is known to that and the 6 ms of a request: half of 95.3 ms more or less.
   */
  @ParameterizedTest
  @ValueSource(longs = {0, 3_600_000, -86_400_000})
  void findsByHowMuchTheTargetsClockIsAhead(long aheadSecondsMs) {
    for (long aheadMs = aheadSecondsMs; aheadMs < aheadSecondsMs + 1_000; aheadMs++) {
      requests = 0;
      ClockOffset offset = clock(aheadMs).offset().orElseThrow();
      assertEquals(12, requests);
      assertTrue(
          Math.abs(offset.offsetMs() - aheadMs) <= offset.uncertaintyMs(), offset.toString());
      assertTrue(offset.uncertaintyMs() <= 95.4 / 2, offset.toString());
      assertEquals("the Date header of the target", offset.against());
    }
  }

  @Test
  void doesNotKnowAClockThatTheTargetDoesNotState() {
    TargetClock none = new TargetClock(Optional::empty, () -> now, this::pass);
    assertEquals(Optional.empty(), none.offset());
  }

  private TargetClock clock(long aheadMs) {
    return new TargetClock(
        () -> {
          requests++;
          pass(Duration.ofMillis(3));
          Instant shown = now.plusMillis(aheadMs).truncatedTo(ChronoUnit.SECONDS);
          pass(Duration.ofMillis(3));
          return Optional.of(shown);
        },
        () -> now,
        this::pass);
  }

  private void pass(Duration duration) {
    now = now.plus(duration);
  }
}
