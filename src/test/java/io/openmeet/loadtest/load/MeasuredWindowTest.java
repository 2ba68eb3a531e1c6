package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A window of 3 s, announced at 500 ms: it opens 2 s later, at 2,500 ms. */
class MeasuredWindowTest {
  private final NanoClock clock = new NanoClock();
  private final MeasuredWindow window = clock.window();

  @Test
  void isNeitherOpenNorOverBeforeItIsAnnounced() {
    clock.setMs(1_000_000);
    assertFalse(window.isOpen());
    assertFalse(window.isOver());
    assertEquals(-1, window.second(clock.getAsLong()));
  }

  @ParameterizedTest
  @CsvSource({
    "500, false, false",
    "2499, false, false",
    "2500, true, false",
    "5499, true, false",
    "5500, false, true",
    "99999, false, true"
  })
  void opensAfterTheNoticeAndClosesAtItsEnd(long atMs, boolean open, boolean over) {
    announce();
    clock.setMs(atMs);
    assertEquals(open, window.isOpen());
    assertEquals(over, window.isOver());
  }

  @ParameterizedTest
  @CsvSource({"500, -2", "2499, -1", "2500, 0", "3499, 0", "3500, 1", "5499, 2", "5500, 3"})
  void countsItsSecondsFromZero(long atMs, long second) {
    announce();
    clock.setMs(atMs);
    assertEquals(second, window.second(clock.getAsLong()));
  }

  /** Second 1 lasts from 3,500 to 4,500 ms. */
  @ParameterizedTest
  @CsvSource({
    "500, 3500, 0",
    "500, 3600, 100",
    "3600, 3700, 100",
    "4400, 9000, 100",
    "500, 9000, 1000",
    "4500, 9000, 0"
  })
  void measuresHowLongAPeriodOverlapsWithASecond(long fromMs, long toMs, long overlapMs) {
    announce();
    clock.setMs(fromMs);
    long from = clock.getAsLong();
    clock.setMs(toMs);
    assertEquals(
        Duration.ofMillis(overlapMs).toNanos(),
        window.overlapWithSecond(1, from, clock.getAsLong()));
  }

  @Test
  void countsDownUntilItOpensAndCloses() {
    announce();
    clock.setMs(1_500);
    assertEquals(Duration.ofSeconds(1), window.untilOpen());
    assertEquals(Duration.ofSeconds(4), window.untilClosed());
    clock.setMs(6_000);
    assertEquals(Duration.ofMillis(-3_500), window.untilOpen());
    assertEquals(Duration.ofMillis(-500), window.untilClosed());
  }

  @Test
  void isAnnouncedOnce() {
    List<String> actions = new ArrayList<>();
    window.whenAnnounced(() -> actions.add("open in " + window.untilOpen()));
    announce();
    clock.setMs(2_600);
    window.announce();
    assertTrue(window.isOpen());
    assertEquals(List.of("open in PT2S"), actions);
  }

  @Test
  void knowsWhenItOpensOnTheWallClock() {
    long before = System.currentTimeMillis();
    announce();
    long after = System.currentTimeMillis();
    assertTrue(
        window.startEpochMillis() >= before + 2_000 && window.startEpochMillis() <= after + 2_000);
  }

  /** Six answers in three seconds; those before and after do not count. */
  @Test
  void countsTheAnswersWithinItPerSecond() {
    announce();
    for (long atMs : new long[] {2_400, 2_500, 2_600, 3_000, 4_000, 5_000, 5_499, 5_500, 6_000}) {
      clock.setMs(atMs);
      window.noteAnswer(false);
    }
    assertEquals(2.0, window.answeredPerSecond());
  }

  private void announce() {
    clock.setMs(500);
    window.announce();
  }
}
