package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Property;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many users or requests come, and when. A simulation states its full load; a {@link LoadScale}
 * says how much of it comes, and how much of that this injector makes.
 *
 * <ul>
 *   <li>{@link #arrivalsPerSecond}: requests that come at a fixed rate. Use it to prove a
 *       throughput.
 *   <li>{@link #passingUsers}: users who arrive at a fixed rate, do a few things and leave.
 *   <li>{@link #residentUsers}: users, sockets or uploads who stay. Use it to prove that many at
 *       once.
 * </ul>
 *
 * <pre>
 * arrivals/s         ______________________________________________
 *                 /  |                  |        |        |         |
 *              /     |                  |        |        |         |
 *           | growth | settling         | notice | window | overlap |
 *           | 1 ramp | at most 3 ramps  | 2 s    |        | 2 s     |
 * </pre>
 *
 * <p>Settling ends early when the load is whole and steady ({@link WarmUp}), unless the instant of
 * the window is agreed: then it lasts as long as it may, and the growth begins that much earlier.
 * The growth of passing users lasts until the first of them leaves; residents all come in one ramp
 * and stay. To size a load, use Little's law: users at once = arrivals/s x seconds that each stays.
 * For 1,000 users who stay 10 s, 100 have to arrive each second.
 *
 * <p>Each load is a little above the number to prove: otherwise requests in flight at the window's
 * edges and users between two requests would make a healthy run miss it narrowly.
 */
public abstract sealed class Load {
  /** Spare arrivals: 1 %. */
  private static final double SPARE_RATE = 1.01;

  /** Shortest time between two requests of a client that waits for its answers. */
  static final Duration CLIENT_PACE = Duration.ofMillis(200);

  /** Arrivals go on past the window's end, so that its last second is as full as the others. */
  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private final int full;
  private final Duration shortestWindow;

  private Load(int full, Duration shortestWindow) {
    this.full = full;
    this.shortestWindow = shortestWindow;
  }

  private Load(int full) {
    this(full, Duration.ZERO);
  }

  /** An open model: that many users arrive every second, whatever the target does. */
  public static Load arrivalsPerSecond(int full) {
    return arrivalsPerSecond(full, Duration.ZERO);
  }

  /**
   * The same for a simulation that needs time for what it does beside the load.
   *
   * @param shortestWindow also when the profile or the user asks for less
   */
  public static Load arrivalsPerSecond(int full, Duration shortestWindow) {
    return new Arrivals(full, shortestWindow);
  }

  /**
   * An open model: users arrive at a constant rate, stay for a time, and leave; by Little's law
   * {@code full} of them are there at once.
   *
   * @param shortestStay from a user's first step to the last, think time included
   * @param longestStay likewise
   */
  public static Load passingUsers(int full, Duration shortestStay, Duration longestStay) {
    return new PassingUsers(full, shortestStay, longestStay);
  }

  /**
   * Users that come during the warm-up and stay until the window is over. Some are spare, 3 % and
   * at least 5, because a user does not count between two uploads or while it recovers from an
   * error.
   */
  public static Load residentUsers(int full) {
    return new ResidentUsers(full);
  }

  /** Arrivals per second, users or connections at full intensity. */
  public int full() {
    return full;
  }

  /** The measured window is at least this long, whatever is asked for. */
  public Duration shortestWindow() {
    return shortestWindow;
  }

  /** The same at this scale, of all injectors together. */
  public int size(LoadScale scale) {
    return scale.users(full);
  }

  /** The property that asks for another size. */
  Property sizeProperty() {
    return Property.USERS;
  }

  /** The part of {@link #size} that this injector makes. */
  double part(LoadScale scale) {
    return scale.share().of(size(scale));
  }

  /**
   * How much of the full load comes, of all injectors together.
   *
   * @return a ratio in (0, 1]
   */
  public double intensity(LoadScale scale) {
    return Math.min(1, (double) size(scale) / full);
  }

  /** Whether users arrive at a fixed rate, whatever the target does. */
  public boolean isOpen() {
    return true;
  }

  /** Users who come once and stay, spare ones included; 0 in an open model. */
  public int residents(LoadScale scale) {
    return 0;
  }

  /** Users who have to be there at once for the load to be whole; 0 when only arrivals count. */
  public long usersAtOnce(LoadScale scale) {
    return scale.share().of(size(scale));
  }

  /** From the first arrival until the load can be whole. */
  public Duration growth(LoadScale scale) {
    return scale.rampUp();
  }

  /**
   * Longest time after {@link #growth} until the load is whole and steady. It is steady after eight
   * fifths of the ramp at the earliest ({@link Steadiness}).
   */
  public Duration settling(LoadScale scale) {
    return scale.rampUp().multipliedBy(3);
  }

  /**
   * Clients that warm the target before an open model begins. They wait for their answers, and
   * together they ask as often as the load will when the target keeps up. Each leaves a connection
   * open, so a hiccup as long as their pace opens no new ones, which would cost far more than the
   * requests.
   */
  public int clients(LoadScale scale) {
    double perSecond = plannedPerSecond(scale).orElse(0);
    return (int) Math.max(1, Math.ceil(perSecond * CLIENT_PACE.toMillis() / 1_000));
  }

  /**
   * @param longestWarmUp from the first sign-in until the load grows, and the longest wait for
   *     other injectors
   * @return the longest time from the first sign-in until the window closes
   */
  public Duration longestUntilWindowCloses(LoadScale scale, Duration longestWarmUp) {
    return longestWarmUp.plus(untilWindowOpens(scale)).plus(scale.window());
  }

  /** The longest time from the end of the warm-up until the window opens. */
  public Duration untilWindowOpens(LoadScale scale) {
    return growth(scale).plus(settling(scale)).plus(MeasuredWindow.NOTICE);
  }

  /** From the growth's end until the last arrival. */
  Duration atFullLoad(LoadScale scale) {
    return settling(scale).plus(MeasuredWindow.NOTICE).plus(scale.window()).plus(OVERLAP);
  }

  /** Users that should start in each second of the window; empty when all came before it. */
  public OptionalDouble plannedPerSecond(LoadScale scale) {
    return OptionalDouble.empty();
  }

  /**
   * Users or requests that arrive at a fixed rate, from the first to the last, when the load takes
   * as long as it may to get steady; 0 when all came before the window.
   */
  public long arrivals(LoadScale scale) {
    Duration all = growth(scale).plus(atFullLoad(scale));
    return Math.round(plannedPerSecond(scale).orElse(0) * all.toMillis() / 1_000);
  }

  /** Requests in flight at once when the target keeps up, without those of {@link #residents}. */
  public int requestsAtOnce(LoadScale scale) {
    return scale.share().of(size(scale));
  }

  /** Gatling's injection steps, from the first user of the load to the last. */
  public abstract List<OpenInjectionStep> steps(LoadScale scale);

  private static final class Arrivals extends Load {
    /** The arrivals begin at the full rate divided by this. */
    private static final int BEGIN_DIVISOR = 10;

    private Arrivals(int full, Duration shortestWindow) {
      super(full, shortestWindow);
    }

    @Override
    public int size(LoadScale scale) {
      return scale.rate(full());
    }

    @Override
    Property sizeProperty() {
      return Property.RATE;
    }

    /** To a thousandth of a request, like the planned rate: a whole one could be out of reach. */
    @Override
    double part(LoadScale scale) {
      return scale.share().of((double) size(scale));
    }

    @Override
    public long usersAtOnce(LoadScale scale) {
      return 0;
    }

    @Override
    public OptionalDouble plannedPerSecond(LoadScale scale) {
      return OptionalDouble.of(scale.share().of(size(scale) * SPARE_RATE));
    }

    /** By Little's law, at 100 ms for each answer: slower targets soon miss a P95 of 200 ms. */
    @Override
    public int requestsAtOnce(LoadScale scale) {
      return scale.share().of(size(scale)) / 10;
    }

    @Override
    public List<OpenInjectionStep> steps(LoadScale scale) {
      double rate = plannedPerSecond(scale).getAsDouble();
      return List.of(
          rampUsersPerSec(rate / BEGIN_DIVISOR).to(rate).during(growth(scale)),
          constantUsersPerSec(rate).during(atFullLoad(scale)));
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

    /** Until the first of these users has left. */
    @Override
    public Duration growth(LoadScale scale) {
      return scale.thinkTime(longestStay).plusSeconds(1);
    }

    /** Keeps the planned number of users even if every stay is the shortest. */
    @Override
    public OptionalDouble plannedPerSecond(LoadScale scale) {
      double seconds = scale.thinkTime(shortestStay).toMillis() / 1000.0;
      return OptionalDouble.of(part(scale) / seconds);
    }

    @Override
    public List<OpenInjectionStep> steps(LoadScale scale) {
      return List.of(
          constantUsersPerSec(plannedPerSecond(scale).getAsDouble())
              .during(growth(scale).plus(atFullLoad(scale))));
    }
  }

  private static final class ResidentUsers extends Load {
    private static final double SPARE_RATIO = 0.03;
    private static final int LEAST_SPARE = 5;

    private ResidentUsers(int full) {
      super(full);
    }

    @Override
    public boolean isOpen() {
      return false;
    }

    /** They are there and steady by then. */
    @Override
    public Duration untilWindowOpens(LoadScale scale) {
      return MeasuredWindow.NOTICE;
    }

    @Override
    public int residents(LoadScale scale) {
      int asked = size(scale);
      int spare = (int) Math.max(LEAST_SPARE, Math.ceil(asked * SPARE_RATIO));
      return scale.share().of(asked) + scale.share().of(spare);
    }

    @Override
    public int requestsAtOnce(LoadScale scale) {
      return 0;
    }

    @Override
    public List<OpenInjectionStep> steps(LoadScale scale) {
      return List.of(rampUsers(residents(scale)).during(scale.rampUp()));
    }
  }
}
