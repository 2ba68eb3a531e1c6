package io.openmeet.loadtest.injector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.statistics.Distribution;
import io.openmeet.loadtest.statistics.Histogram;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceCorrectionTest {

  private static Histogram samples(int... ms) {
    Histogram samples = new Histogram();
    for (int each : ms) {
      samples.record(each);
    }
    return samples;
  }

  private static List<Integer> sorted(Distribution distribution) {
    List<Integer> all = new ArrayList<>();
    distribution.forEach(
        (ms, count) -> {
          for (int i = 0; i < count; i++) {
            all.add(ms);
          }
        });
    return all;
  }

  /**
   * A user who asks every second and waits for 3.5 s would also have waited for 2.5 s and 1.5 s.
   */
  @Test
  void addsTheRequestsThatAWaitingUserDidNotSend() {
    assertEquals(
        List.of(5, 900, 1_500, 2_500, 3_500),
        sorted(PaceCorrection.of(samples(5, 900, 3_500), 1_000).corrected()));
  }

  @Test
  void addsNothingToAnswersWithinTwoIntervals() {
    assertEquals(
        List.of(1, 999, 1_000, 1_999),
        sorted(PaceCorrection.of(samples(1, 999, 1_000, 1_999), 1_000).corrected()));
  }

  /**
   * 990 answers of 8 ms, and 10 users who wait for 8 s: 1 % of the samples, but 80 s of the users'
   * time. Of the 1,070 requests of an even pace, 80 would have waited for a second or more. The P95
   * is the 1,017th, the fastest of the slowest 54.
   */
  @Test
  void showsAFreezeInTheP95() {
    Histogram raw = new Histogram();
    raw.record(8, 990);
    raw.record(8_000, 10);
    CorrectedTimes times = PaceCorrection.of(raw, 1_000);
    assertEquals(1_070, times.corrected().count());
    assertEquals(8, raw.percentileMs(95));
    assertEquals(3_000, times.percentileMs(95));
  }

  /** The added waits are shorter than the long ones; they must not make the P99 look better. */
  @Test
  void neverMakesAPercentileBetter() {
    Histogram raw = samples(100, 100, 100, 310);
    assertEquals(310, PaceCorrection.of(raw, 100).percentileMs(80));
  }
}
