package io.openmeet.loadtest.load;

import io.openmeet.loadtest.agreement.WarmUpTimes;
import io.openmeet.loadtest.feeders.CsvFeeder;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.LoadScale;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

/**
 * What a run shares with its journey: the load, the measured window, and the counters that the
 * journey reports to.
 *
 * @param scale how much of the load this injector makes, and for how long
 * @param concurrency counts how many of the simulation's subjects (such as sockets) exist at once
 * @param distinctKeys counts how many different things are requested, which a target may cache
 * @param inFlight limits how many requests are under way at once; for every arrival of an open
 *     model and for everything else that sends at the same time
 * @param signIns receives every sign-in before the load
 */
public record RunContext(
    LoadScale scale,
    Load load,
    MeasuredWindow window,
    ConcurrencyCounter concurrency,
    DistinctKeys distinctKeys,
    InFlightLimit inFlight,
    SignIns signIns) {

  /** The part of the load that this injector makes. */
  public InjectorShare share() {
    return scale.share();
  }

  /**
   * Rows of a feeder file, for Gatling's {@code feed}: one after another, again and again. With
   * several injectors, no two use the same row.
   *
   * @param file in {@code feeders/}, or in the folder of {@code -Dfeeders}, such as {@code
   *     rooms.csv}
   * @param columns that it needs; others are read, too
   * @throws io.openmeet.feeders.FeederException naming file, line and column
   * @throws io.openmeet.loadtest.settings.ConfigurationException when there are fewer rows than
   *     injectors
   */
  public Iterator<Map<String, Object>> feeder(String file, String... columns) {
    return CsvFeeder.of(file, share(), columns);
  }

  /** The load of all injectors together as a ratio of the full load, in (0, 1]. */
  public double intensity() {
    return load.intensity(scale);
  }

  /**
   * Users or requests of this injector that arrive at a fixed rate, at most; 0 in a closed model.
   */
  public long arrivals() {
    return load.arrivals(scale);
  }

  /** Users who start before the window and stay until it is over; 0 in an open model. */
  public int residents() {
    return load.residents(scale);
  }

  /**
   * The times that an agreement on the window has to respect.
   *
   * @param longest time from the first sign-in until the load is steady
   */
  public WarmUpTimes warmUpTimes(Duration longest) {
    Duration compared = LoadSlots.length(scale).multipliedBy(2L * Steadiness.GROUP);
    Duration shortest = compared.compareTo(WarmUp.SHORTEST) > 0 ? compared : WarmUp.SHORTEST;
    return new WarmUpTimes(longest, shortest, load.untilWindowOpens(scale));
  }
}
