package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ErrorShareTest {
  private long second = 100;
  private final ErrorShare share = shareUpTo(0.5);

  private ErrorShare shareUpTo(double limit) {
    return new ErrorShare(limit, () -> TimeUnit.SECONDS.toNanos(second));
  }

  private void aSecondWith(int right, int failed) {
    for (int i = 0; i < right + failed; i++) {
      share.answered(i < failed);
    }
    second++;
  }

  /** Looks once a second, because a second is judged when the next look comes. */
  private void silence(int seconds) {
    for (int i = 0; i < seconds; i++) {
      second++;
      share.hopelessFor(1);
    }
  }

  private void assertHopelessFor(int seconds, String clause) {
    assertEquals(Optional.of(clause), share.hopelessFor(seconds));
    assertEquals(Optional.empty(), share.hopelessFor(seconds + 1));
  }

  private void assertHopeful() {
    assertEquals(Optional.empty(), share.hopelessFor(1));
  }

  @Test
  void countsSecondsInARowAboveTheLimit() {
    aSecondWith(4, 6);
    aSecondWith(0, 1);
    assertHopelessFor(2, "more than 50 % of the answers were errors for 2 s");
  }

  @Test
  void writesALimitOfLessThanOnePerCent() {
    ErrorShare small = shareUpTo(0.004);
    small.answered(true);
    second++;
    assertEquals(
        Optional.of("more than 0.4 % of the answers were errors for 1 s"), small.hopelessFor(1));
  }

  @Test
  void doesNotCountASecondWithExactlyTheLimit() {
    aSecondWith(5, 5);
    assertHopeful();
  }

  @Test
  void beginsAnewAfterAGoodSecond() {
    aSecondWith(0, 10);
    aSecondWith(9, 1);
    aSecondWith(0, 10);
    assertHopelessFor(1, "more than 50 % of the answers were errors for 1 s");
  }

  @Test
  void skipsSecondsWithoutAnswersAndRequests() {
    aSecondWith(0, 10);
    aSecondWith(0, 0);
    aSecondWith(0, 10);
    assertHopelessFor(2, "more than 50 % of the answers were errors for 2 s");
  }

  @Test
  void waitsForASecondToBeOver() {
    share.answered(true);
    assertHopeful();
  }

  @Test
  void countsSecondsInWhichRequestsWaitAndNoAnswerComes() {
    aSecondWith(3, 0);
    share.sent();
    share.sent();
    silence(4);
    assertHopelessFor(3, "no answer came for 3 s, requests in flight: 2");
  }

  @Test
  void beginsAnewWhenAnAnswerBreaksTheSilence() {
    aSecondWith(3, 0);
    share.sent();
    share.sent();
    silence(4);
    share.answered(false);
    silence(3);
    assertHopelessFor(2, "no answer came for 2 s, requests in flight: 1");
  }

  @Test
  void doesNotTakeAPauseBetweenRequestsForSilence() {
    share.sent();
    aSecondWith(1, 0);
    silence(9);
    assertHopeful();
  }

  @Test
  void countsErrorsAndSilenceTogether() {
    share.sent();
    share.sent();
    aSecondWith(0, 1);
    silence(3);
    assertHopelessFor(3, "more than 50 % of the answers were errors, or none came at all, for 3 s");
  }

  /** The injector stands still, so no look comes for a minute. */
  @Test
  void countsOneSecondForAStandstillOfTheInjector() {
    aSecondWith(3, 0);
    share.sent();
    silence(1);
    second += 60;
    assertHopelessFor(1, "no answer came for 1 s, requests in flight: 1");
  }

  @Test
  void neverGivesUpWhenAllAnswersMayFail() {
    ErrorShare patient = shareUpTo(1);
    patient.sent();
    patient.sent();
    patient.answered(true);
    for (int i = 0; i < 5; i++) {
      second++;
      assertEquals(Optional.empty(), patient.hopelessFor(1));
    }
  }

  @Test
  void countsEveryAnswerSinceTheRunBegan() {
    aSecondWith(4, 6);
    aSecondWith(0, 0);
    aSecondWith(3, 1);
    share.answered(true);
    assertEquals(new ErrorShare.Answers(15, 8), share.answersSoFar());
  }
}
