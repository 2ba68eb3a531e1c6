package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ErrorShareTest {
  private long second = 100;
  private final ErrorShare share = new ErrorShare(0.5, () -> TimeUnit.SECONDS.toNanos(second));

  private void aSecondWith(int right, int failed) {
    for (int i = 0; i < right + failed; i++) {
      share.answered(i < failed);
    }
    second++;
  }

  @Test
  void shouldCountSecondsInARowInWhichMoreThanTheShareFailed() {
    aSecondWith(4, 6);
    aSecondWith(0, 1);
    assertEquals(2, share.secondsAbove());
  }

  @Test
  void shouldNotCountASecondWithJustTheShare() {
    aSecondWith(5, 5);
    assertEquals(0, share.secondsAbove());
  }

  @Test
  void shouldBeginAnewAfterAGoodSecond() {
    aSecondWith(0, 10);
    aSecondWith(9, 1);
    aSecondWith(0, 10);
    assertEquals(1, share.secondsAbove());
  }

  @Test
  void shouldPassOverSecondsWithoutAnswers() {
    aSecondWith(0, 10);
    aSecondWith(0, 0);
    aSecondWith(0, 10);
    assertEquals(2, share.secondsAbove());
  }

  @Test
  void shouldWaitForASecondToBeOver() {
    share.answered(true);
    assertEquals(0, share.secondsAbove());
  }

  @Test
  void shouldCountEveryAnswerSinceTheRunBegan() {
    aSecondWith(4, 6);
    aSecondWith(0, 0);
    aSecondWith(3, 1);
    share.answered(true);
    assertEquals(new ErrorShare.Answers(15, 8), share.answersSoFar());
  }
}
