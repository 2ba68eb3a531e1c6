package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.during;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.feeders.Feeders;
import io.openmeet.loadtest.load.Concurrency;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.InFlightLimit;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.monitoring.InjectorMonitor;
import io.openmeet.loadtest.monitoring.live.LiveMetrics;
import io.openmeet.loadtest.monitoring.live.LiveRun;
import io.openmeet.loadtest.results.Window;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Profile;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.target.SignInCheck;
import io.openmeet.loadtest.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The life of a run: settings, service levels and feeders are checked and the target is made ready
 * before any load; then warm-up, measured window and verdict; then the outcome. A simulation says
 * how much load, which journey and which service levels, and nothing else.
 *
 * <p>Gatling wants to know the target's address when the simulation is built, so what has to be
 * ready by then is made ready in the constructor, not in {@link #before()}.
 */
public abstract class MeasuredSimulation extends Simulation {
  private static final String USER_AGENT = "openmeet-loadtest";

  /** Received messages kept for a user until the journey looks at them. */
  private static final int UNMATCHED_MESSAGES = 256;

  private static final Duration PREPARATION = Duration.ofSeconds(1);

  /**
   * So much beyond the plan a run is cut off: every load loop is bounded in time. A target that
   * never answers holds each request for half a minute (requestTimeout in gatling.conf), two of
   * them one after another before the load and three behind the window; the verdict comes later.
   */
  private static final Duration GRACE = Duration.ofSeconds(240);

  /** Where Gatling puts its runs: the pom says, and tells the plugin the same. */
  private static final Path RESULTS =
      Path.of(System.getProperty("loadtest.results", "target/gatling"));

  private final Load load;
  private final Profile profile;
  private final SlaBook book;
  private final List<Sla> slas;
  private final Feeders feeders;
  private final MeasuredWindow window;
  private final Concurrency concurrency;
  private final InjectorMonitor monitor = new InjectorMonitor();
  private final LiveMetrics live;
  private final Target target;
  private final InFlightLimit inFlight;
  private final Watch watch;
  private final RunLife life;
  private final Map<String, Supplier<Measured>> observers = new HashMap<>();
  private final List<PopulationBuilder> preparations = new ArrayList<>();
  private final List<PopulationBuilder> warmUps = new ArrayList<>();
  private Optional<String> samples = Optional.empty();
  private Judgement judgement;

  /**
   * @param load at full intensity
   * @param slaIds the levels of slas.json that this simulation is judged by
   */
  protected MeasuredSimulation(Load load, String... slaIds) {
    try {
      Settings settings = Settings.from(System.getProperties());
      this.load = load;
      this.profile = settings.profile();
      this.book = settings.slas().map(SlaBook::read).orElseGet(SlaBook::standard);
      this.slas = slas(slaIds);
      this.feeders = Feeders.read();
      ErrorShare errorShare = new ErrorShare(settings.stopRule().errorRatio());
      this.window = new MeasuredWindow(load.warmUp(profile), profile.window(), errorShare);
      this.concurrency = new Concurrency(window);
      DiskSpace disk = new DiskSpace(RESULTS);
      disk.checkAtStart();
      this.inFlight =
          new InFlightLimit(
              OpenFiles.mostInFlight(settings.maxInFlight(), load.socketsAtOnce(profile)), window);
      this.watch = new Watch(window, disk, errorShare, settings.stopRule());
      this.live = LiveMetrics.open(settings.live(), System.out::println);
      this.target = Target.of(settings);
      this.life = new RunLife(getClass().getSimpleName(), RESULTS, target, live);
      SignInCheck.of(target, feeders.users().get(0));
    } catch (ConfigurationException mistake) {
      throw Refusal.exit(mistake);
    }
  }

  private List<Sla> slas(String... ids) {
    double ratio = profile.limitRatio(load.full());
    return Arrays.stream(ids).map(book::get).map(sla -> sla.atIntensity(ratio)).toList();
  }

  protected final Feeders feeders() {
    return feeders;
  }

  protected final Profile profile() {
    return profile;
  }

  protected final MeasuredWindow window() {
    return window;
  }

  /** Counts how many are there at once, of what the simulation is about. */
  protected final Concurrency concurrency() {
    return concurrency;
  }

  /**
   * What every arrival of an open model goes through, and whoever sends beside it: bounds what is
   * under way at once.
   */
  protected final InFlightLimit inFlight() {
    return inFlight;
  }

  /**
   * Done by that many users before the load; nothing of it is measured. Several preparations are
   * done one after another.
   */
  protected final void prepare(String scenario, ChainBuilder chain, int users) {
    preparations.add(
        scenario(scenario).exec(chain).injectOpen(rampUsers(users).during(PREPARATION)));
  }

  /** Done by that many users beside the load until it is at full rate; nothing is measured yet. */
  protected final void warmUp(String scenario, ChainBuilder chain, int users) {
    warmUps.add(
        scenario(scenario)
            .exec(during(profile.warmUp()).on(chain))
            .injectOpen(rampUsers(users).during(PREPARATION)));
  }

  private List<PopulationBuilder> afterPreparations(PopulationBuilder measured) {
    List<PopulationBuilder> all = new ArrayList<>(warmUps);
    all.add(measured);
    for (int i = preparations.size() - 1; i >= 0; i--) {
      all = List.of(preparations.get(i).andThen(all.toArray(PopulationBuilder[]::new)));
    }
    return all;
  }

  /** Judges response times and errors by this request alone, instead of by all. */
  protected final void judgeBy(String request) {
    samples = Optional.of(request);
  }

  /** Says who counts a level that only the journey or its load knows; asked after the load. */
  protected final void observe(String slaId, Supplier<Measured> observer) {
    observers.put(slaId, observer);
  }

  /** For a simulation that wants another protocol: shared connections, for instance. */
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard;
  }

  /** Puts the journey under load; to be called last in the constructor. */
  protected final void measure(String scenario, ChainBuilder journey) {
    window.whenBegun(
        () -> {
          long opensAtMs = window.startEpochMillis();
          monitor.watch(window.untilOpen(), window.length(), opensAtMs);
          live.windowKnown(new Window(opensAtMs, opensAtMs + window.length().toMillis()));
        });
    TargetObservation observation = new TargetObservation(target.metrics(), window);
    judgement = new Judgement(slas, samples, window, inFlight, observers, observation);
    PopulationBuilder measured =
        scenario(scenario)
            .exec(window.begin())
            .exec(journey)
            .injectOpen(load.steps(profile))
            .andThen(judgement.scenario().injectOpen(atOnceUsers(1)));
    List<PopulationBuilder> all = new ArrayList<>(afterPreparations(measured));
    all.add(watch.scenario().injectOpen(atOnceUsers(1)));
    setUp(all)
        .protocols(protocol(standardProtocol()))
        .assertions(judgement.assertions())
        .maxDuration(PREPARATION.plus(load.warmUp(profile)).plus(profile.window()).plus(GRACE));
  }

  private HttpProtocolBuilder standardProtocol() {
    String baseUrl = target.baseUrl().toString();
    return http.baseUrl(baseUrl)
        .wsBaseUrl(baseUrl.replaceFirst("(?i)^http", "ws"))
        .acceptHeader("application/json")
        .userAgentHeader(USER_AGENT)
        .disableAutoReferer()
        .disableCaching()
        // A redirect could lead to a host that nobody agreed to.
        .disableFollowRedirect()
        .wsUnmatchedInboundMessageBufferSize(UNMATCHED_MESSAGES);
  }

  @Override
  public final void before() {
    life.loadBegins(
        liveRun(), monitor, () -> judgement.observedSoFar(concurrency), inFlight::dropped);
  }

  private LiveRun liveRun() {
    return new LiveRun(
        getClass().getSimpleName(),
        profile.label(),
        target.baseUrl().toString(),
        slas,
        samples,
        load.plannedPerSecond(profile),
        Set.of(Judgement.SCENARIO, Watch.SCENARIO),
        book.all().stream()
            .filter(sla -> sla.measure() == Measure.RESPONSE_TIME)
            .map(Sla::limit)
            .toList());
  }

  @Override
  public final void after() {
    monitor.close();
    target.close();
    life.loadOver(
        Observed.of(
            getClass().getSimpleName(),
            profile,
            load,
            target,
            window,
            inFlight,
            judgement,
            watch.stop(),
            monitor.health()));
  }
}
