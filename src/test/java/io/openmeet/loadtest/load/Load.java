package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * From what a simulation asks for at full intensity to the steps that bring it, at a profile's
 * intensity. Each is a little above what has to be proven, since a limit can only be shown to be
 * kept from above: requests in flight at the window's edges and users between two requests would
 * otherwise make a healthy run miss by a hair.
 */
public abstract sealed class Load {
  /** Spare arrivals: 1 %. */
  private static final double SPARE_RATE = 1.01;

  /**
   * Arrivals go on past the window's end: the window opens by the clock of the first user, who
   * starts a moment after the injection does.
   */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private final int full;

  private Load(int full) {
    this.full = full;
  }

  /** An open model: that many users arrive every second, whatever the target does. */
  public static Load arrivalsPerSecond(int full) {
    return new Arrivals(full);
  }

  /**
   * An open model: users arrive at a constant rate, stay for a time, and leave; by Little's law
   * that many are there at once.
   *
   * @param shortestStay from a user's first step to the last, think time included
   * @param longestStay likewise
   */
  public static Load passingUsers(int full, Duration shortestStay, Duration longestStay) {
    return new PassingUsers(full, shortestStay, longestStay);
  }

  /**
   * Users who come during the warm-up and stay until the window is over.
   *
   * <p>Where each counts without a break, as an open socket does, no spare ones are needed; where
   * each counts in turns, as between two uploads, some are: 3 %, and at least 5.
   */
  public static Load residentUsers(int full, boolean inTurns) {
    return new ResidentUsers(full, inTurns);
  }

  /** Arrivals per second, users or connections at full intensity. */
  public int full() {
    return full;
  }

  /** How long the load has to run before the window opens. */
  public Duration warmUp(Profile profile) {
    return profile.warmUp();
  }

  /** Users who are to start each second of the window; empty when all came before. */
  public OptionalDouble plannedPerSecond(Profile profile) {
    return OptionalDouble.empty();
  }

  /** As many sockets as are open at once when the target keeps up. */
  public int socketsAtOnce(Profile profile) {
    return profile.scale(full);
  }

  /** Gatling's injection steps, over the warm-up and the window. */
  public abstract List<OpenInjectionStep> steps(Profile profile);

  private static final class Arrivals extends Load {
    /**
     * Of the full rate: makes warm what only arrivals pass through, while clients who wait are
     * served.
     */
    private static final int TRICKLE_DIVISOR = 10;

    private Arrivals(int full) {
      super(full);
    }

    /**
     * The time in which users who wait warm the target, and half as long for the arrivals to grow.
     */
    @Override
    public Duration warmUp(Profile profile) {
      return profile.warmUp().multipliedBy(3).dividedBy(2);
    }

    @Override
    public OptionalDouble plannedPerSecond(Profile profile) {
      return OptionalDouble.of(profile.scale(full()) * SPARE_RATE);
    }

    /**
     * By Little's law, at 100 ms for each answer: beyond that no P95 of 200 ms is kept for long.
     */
    @Override
    public int socketsAtOnce(Profile profile) {
      return profile.scale(full()) / 10;
    }

    @Override
    public List<OpenInjectionStep> steps(Profile profile) {
      double rate = plannedPerSecond(profile).getAsDouble();
      Duration ramp = profile.warmUp().dividedBy(3);
      Duration rest = warmUp(profile).minus(profile.warmUp()).minus(ramp);
      return List.of(
          constantUsersPerSec(rate / TRICKLE_DIVISOR).during(profile.warmUp()),
          rampUsersPerSec(rate / TRICKLE_DIVISOR).to(rate).during(ramp),
          constantUsersPerSec(rate).during(rest.plus(profile.window()).plus(OVERLAP)));
    }
  }

  private static final class PassingUsers extends Load {
    private final Duration longestStay;
    private final Duration shortestStay;

    private PassingUsers(int full, Duration shortestStay, Duration longestStay) {
      super(full);
      this.shortestStay = shortestStay;
      this.longestStay = longestStay;
    }

    @Override
    public Duration warmUp(Profile profile) {
      Duration filled = profile.thinkTime(longestStay).plusSeconds(1);
      return filled.compareTo(profile.warmUp()) > 0 ? filled : profile.warmUp();
    }

    /** Keeps them at the number asked for, were every stay the shortest. */
    @Override
    public OptionalDouble plannedPerSecond(Profile profile) {
      double seconds = profile.thinkTime(shortestStay).toMillis() / 1000.0;
      return OptionalDouble.of(profile.scale(full()) / seconds);
    }

    @Override
    public List<OpenInjectionStep> steps(Profile profile) {
      return List.of(
          constantUsersPerSec(plannedPerSecond(profile).getAsDouble())
              .during(warmUp(profile).plus(profile.window()).plus(OVERLAP)));
    }
  }

  private static final class ResidentUsers extends Load {
    private static final double SPARE_RATIO = 0.03;
    private static final int LEAST_SPARE = 5;

    private final boolean inTurns;

    private ResidentUsers(int full, boolean inTurns) {
      super(full);
      this.inTurns = inTurns;
    }

    @Override
    public List<OpenInjectionStep> steps(Profile profile) {
      int asked = profile.scale(full());
      int spare = inTurns ? (int) Math.max(LEAST_SPARE, Math.ceil(asked * SPARE_RATIO)) : 0;
      return List.of(
          rampUsers(asked + spare).during(profile.warmUp().multipliedBy(2).dividedBy(3)));
    }
  }
}
