package io.openmeet.loadtest.load;

import io.openmeet.loadtest.sla.NumberText;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Counts failed answers, warm-up included, to find a target that is hopeless: in each of several
 * seconds in a row, the share of failed answers is above a limit, or requests are in flight and no
 * answer comes. Then the run can stop.
 */
public final class ErrorShare {
  private static final double NEVER = 1;

  private final double limit;
  private final LongSupplier nanoClock;
  private final AtomicInteger inFlight = new AtomicInteger();
  private long second = Long.MIN_VALUE;
  private long answers;
  private long failures;
  private int hopelessSeconds;
  private int silentSeconds;
  private long answersBefore;
  private long failuresBefore;

  /**
   * Answers since the run began, warm-up included.
   *
   * @param all failed ones included
   */
  public record Answers(long all, long failed) {}

  /**
   * @param limit ratio of failed answers to all, 0-1; 1 is never hopeless
   */
  public ErrorShare(double limit) {
    this(limit, System::nanoTime);
  }

  ErrorShare(double limit, LongSupplier nanoClock) {
    this.limit = limit;
    this.nanoClock = nanoClock;
  }

  /** A request is on its way. */
  void sent() {
    inFlight.incrementAndGet();
  }

  /** For a request after {@link #sent}, or for one whose sending was not counted. */
  synchronized void answered(boolean failed) {
    turnSecond();
    inFlight.updateAndGet(requests -> Math.max(0, requests - 1));
    answers++;
    failures += failed ? 1 : 0;
  }

  public synchronized Answers answersSoFar() {
    return new Answers(answersBefore + answers, failuresBefore + failures);
  }

  /**
   * What has been wrong, as a clause for a message; empty when the target has not been hopeless for
   * that long. A second without answers and without requests in flight is skipped.
   *
   * @param seconds in a row, at least
   */
  public synchronized Optional<String> hopelessFor(int seconds) {
    turnSecond();
    if (hopelessSeconds < seconds) {
      return Optional.empty();
    }
    return Optional.of(
        silentSeconds == hopelessSeconds
            ? String.format(
                Locale.ROOT,
                "no answer came for %d s, requests in flight: %,d",
                hopelessSeconds,
                inFlight.get())
            : String.format(
                Locale.ROOT,
                "more than %s of the answers were errors%s for %d s",
                NumberText.percent(limit, 0),
                silentSeconds > 0 ? ", or none came at all," : "",
                hopelessSeconds));
  }

  /**
   * Judges the second that is over. When several are over because the injector stood still, it
   * judges only the first: in the others the injector could not read the target's answers.
   */
  private void turnSecond() {
    long now = TimeUnit.NANOSECONDS.toSeconds(nanoClock.getAsLong());
    if (now == second) {
      return;
    }
    boolean silent =
        answers == 0 && inFlight.get() > 0 && limit < NEVER && second != Long.MIN_VALUE;
    if (silent || failures > limit * answers) {
      hopelessSeconds++;
      silentSeconds += silent ? 1 : 0;
    } else if (answers > 0) {
      hopelessSeconds = 0;
      silentSeconds = 0;
    }
    second = now;
    answersBefore += answers;
    failuresBefore += failures;
    answers = 0;
    failures = 0;
  }
}
