package io.openmeet.loadtest.load;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * For how long the share of failed answers has been above a limit, warm-up included: there is no
 * point in going on when nothing works.
 */
public final class ErrorShare {
  private final double limit;
  private final LongSupplier nanoClock;
  private long second = Long.MIN_VALUE;
  private long answers;
  private long failures;
  private int secondsAbove;
  private long answersBefore;
  private long failuresBefore;

  /**
   * Answers since the run began, warm-up included.
   *
   * @param all right ones and failed ones
   */
  public record Answers(long all, long failed) {}

  /**
   * @param limit ratio of failed answers to all, 0-1
   */
  public ErrorShare(double limit) {
    this(limit, System::nanoTime);
  }

  ErrorShare(double limit, LongSupplier nanoClock) {
    this.limit = limit;
    this.nanoClock = nanoClock;
  }

  synchronized void answered(boolean failed) {
    turnSecond();
    answers++;
    failures += failed ? 1 : 0;
  }

  public synchronized Answers answersSoFar() {
    return new Answers(answersBefore + answers, failuresBefore + failures);
  }

  /**
   * Seconds in a row in which the share was above the limit; one without answers is passed over.
   */
  public synchronized int secondsAbove() {
    turnSecond();
    return secondsAbove;
  }

  private void turnSecond() {
    long now = TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong());
    if (now != second) {
      if (answers > 0) {
        secondsAbove = failures > limit * answers ? secondsAbove + 1 : 0;
      }
      second = now;
      answersBefore += answers;
      failuresBefore += failures;
      answers = 0;
      failures = 0;
    }
  }
}
