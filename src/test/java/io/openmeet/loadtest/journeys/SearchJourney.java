package io.openmeet.loadtest.journeys;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.openmeet.feeders.Feeders;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.DistinctKeys;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.settings.LoadScale;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** A signed-in user searches, reads the hits, sometimes opens the first, and searches on. */
public final class SearchJourney {
  private static final Duration SHORTEST_THINK_TIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_THINK_TIME = Duration.ofSeconds(4);

  /** After one of this many searches the user opens the best hit. */
  private static final int SEARCHES_PER_OPENED_HIT = 4;

  private final LoadScale scale;
  private final MeasuredWindow window;
  private final ConcurrencyCounter searching;
  private final SignIn signIn;
  private final SearchRequest search;
  private final DistinctKeys distinctKeys;

  public SearchJourney(RunContext run) {
    this.scale = run.scale();
    this.window = run.window();
    this.searching = run.concurrency();
    this.signIn = new SignIn(run);
    this.distinctKeys = run.distinctKeys();
    this.search = new SearchRequest(run);
  }

  /** Users of the feeder file exist at the target, and stay signed in until the window closes. */
  public TargetCheck accountCheck() {
    return signIn.check();
  }

  /** Before the load: one user signs in. */
  public ChainBuilder signIn() {
    return signIn.signIn();
  }

  /** Goes on until the window is over. */
  public ChainBuilder searchAndRead() {
    return exec(signIn.takeSignedIn())
        .exec(
            searching.during(
                asLongAs(session -> !window.isOver())
                    .on(
                        exec(this::nextQuery)
                            .exec(window.measured(search.search()))
                            .exec(openFirstHitSometimes())
                            .exec(think()))));
  }

  /** From one request of a user to the next, on average: a search, and sometimes a hit at once. */
  public Duration pace() {
    Duration thinkTimes =
        scale.thinkTime(SHORTEST_THINK_TIME).plus(scale.thinkTime(LONGEST_THINK_TIME));
    return thinkTimes
        .dividedBy(2)
        .multipliedBy(SEARCHES_PER_OPENED_HIT)
        .dividedBy(SEARCHES_PER_OPENED_HIT + 1);
  }

  private Session nextQuery(Session session) {
    return search.nextQuery(session, session.<Feeders.User>get(SignIn.USER).organisation());
  }

  private ChainBuilder think() {
    return pause(scale.thinkTime(SHORTEST_THINK_TIME), scale.thinkTime(LONGEST_THINK_TIME));
  }

  private ChainBuilder openFirstHitSometimes() {
    return doIf(SearchJourney::opensHit)
        .then(exec(this::countHit).exec(window.measured(MeetingRequests.read())));
  }

  private Session countHit(Session session) {
    distinctKeys.asked(MeetingRequests.READ, session.getString(MeetingRequests.MEETING_ID));
    return session;
  }

  private static boolean opensHit(Session session) {
    return SearchRequest.hasHit(session)
        && ThreadLocalRandom.current().nextInt(SEARCHES_PER_OPENED_HIT) == 0;
  }
}
