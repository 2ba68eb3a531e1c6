package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The window opens at 2,000 ms and lasts 3 s, so its second second is from 3,000 to 4,000 ms. */
class ConcurrencyCounterTest {
  private static final Measured NOT_OVER =
      new Measured.Missing("the run ended before the measured window closed");
  private static final Measured NO_SECOND_YET =
      new Measured.Missing("no second of the measured window is over yet");

  private static final Sla LEVEL = SlaBook.standard().get("connections");

  private final NanoClock clock = new NanoClock();
  private final MeasuredWindow window = clock.window();
  private final ConcurrencyCounter concurrency = new ConcurrencyCounter(window);
  private boolean announced;

  @Test
  void holdsAllWhenAllAreThereThroughout() {
    change(0, 10);
    assertEquals(new Measured.Value(10), heldAt(5_000));
  }

  @Test
  void holdsUsersWhoComeOneByOneBeforeTheWindow() {
    for (int i = 0; i < 1000; i++) {
      change(i * 2, 1);
    }
    assertEquals(new Measured.Value(1000), heldAt(5_000));
  }

  @Test
  void doesNotCountWhatHappensAfterTheWindow() {
    change(0, 10);
    change(5_000, -10);
    change(5_500, 90);
    assertEquals(new Measured.Value(10), heldAt(9_000));
  }

  /**
   * A user is found gone at 3,800 ms; its last proof was at 2,900 ms. The next user comes at 3,900
   * ms, so one user is missing for 0.9 s of the second second.
   */
  @Test
  void doesNotCountAUserThatIsGoneSinceItsLastProof() {
    change(0, 10);
    clock.setMs(2_900);
    long lastProof = clock.getAsLong();
    clock.setMs(3_800);
    concurrency.lose(lastProof);
    change(3_900, 1);
    assertEquals(new Measured.Value(9.1), heldAt(5_000));
  }

  /** Ten users for half of the second second are 5. */
  @Test
  void isTheLowestSecondWhenThereIsAGap() {
    change(0, 10);
    change(3_250, -10);
    change(3_750, 10);
    assertEquals(new Measured.Value(5), heldAt(5_000));
  }

  /** A gap of 300 ms in the first second and 200 ms in the second leaves 7 and 8. */
  @Test
  void dividesAGapAmongItsSeconds() {
    change(0, 10);
    change(2_700, -10);
    change(3_200, 10);
    assertEquals(new Measured.Value(7), heldAt(5_000));
  }

  /** One leaves at 4,000 ms; ten come for a moment. */
  @Test
  void isNotRaisedByAPeak() {
    change(0, 10);
    change(2_100, 90);
    change(2_200, -90);
    change(4_000, -1);
    assertEquals(new Measured.Value(9), heldAt(5_000));
  }

  /** They come 1,200 ms after the opening, so nobody is there in the first second. */
  @Test
  void countsUsersFromTheirArrival() {
    change(3_200, 10);
    assertEquals(new Measured.Value(0), heldAt(5_000));
  }

  @Test
  void holdsNoneWhenNobodyCame() {
    announce();
    assertEquals(new Measured.Value(0), heldAt(5_000));
  }

  @ParameterizedTest
  @CsvSource({"0", "2000", "4999"})
  void isMissingUntilTheWindowIsOver(long atMs) {
    change(0, 10);
    assertEquals(NOT_OVER, heldAt(atMs));
    assertEquals(new Measured.Value(10), heldAt(5_000));
  }

  @Test
  void isMissingWhenTheWindowIsNeverAnnounced() {
    clock.setMs(9_000);
    assertEquals(NOT_OVER, held());
  }

  /** A thousand users, with a change every 3 ms. */
  @Test
  void doesNotLoseAUserToRounding() {
    change(0, 1000);
    for (int ms = 2_001; ms < 5_000; ms += 3) {
      change(ms, 1);
      change(ms, -1);
    }
    assertEquals(new Measured.Value(1000), heldAt(5_001));
  }

  /** The second that goes on does not count yet. */
  @Test
  void saysWhatWasHeldSoFarInTheSecondsThatAreOver() {
    change(0, 10);
    assertEquals(NO_SECOND_YET, soFarAt(2_999));
    assertEquals(new Measured.Value(10), soFarAt(3_000));
    change(3_500, -10);
    assertEquals(new Measured.Value(10), soFarAt(3_999));
    assertEquals(new Measured.Value(5), soFarAt(4_000));
    assertEquals(new Measured.Value(0), heldAt(9_000));
    assertEquals(new Measured.Value(0), soFarAt(9_000));
  }

  private Measured soFarAt(long atMs) {
    clock.setMs(atMs);
    return concurrency.heldSoFar();
  }

  private void change(long atMs, int by) {
    announce();
    clock.setMs(atMs);
    concurrency.change(by);
  }

  private void announce() {
    if (!announced) {
      announced = true;
      clock.setMs(0);
      window.announce();
    }
  }

  private Measured heldAt(long atMs) {
    clock.setMs(atMs);
    return held();
  }

  private Measured held() {
    return concurrency.held().measured(LEVEL);
  }
}
