package io.openmeet.loadtest.runs;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.feeders.FeederException;
import io.openmeet.feeders.Feeders;
import io.openmeet.loadtest.dashboard.Dashboard;
import io.openmeet.loadtest.dashboard.RunFacts;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.load.ConcurrencyCounter;
import io.openmeet.loadtest.load.DistinctKeys;
import io.openmeet.loadtest.load.ErrorShare;
import io.openmeet.loadtest.load.InFlightLimit;
import io.openmeet.loadtest.load.Load;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.RequestMeter;
import io.openmeet.loadtest.load.SignIns;
import io.openmeet.loadtest.load.WarmUp;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Profile;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.target.SignInCheck;
import io.openmeet.loadtest.target.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Runs a load test from start to end. It checks settings, service levels and feeders, and prepares
 * the target before any load. Then come warm-up, measured window, verdict and the report of the
 * outcome. A simulation states only its load, its journey and its service levels.
 *
 * <p>Gatling needs the target's address when it builds the simulation, so the constructor prepares
 * the target, not {@link #before()}.
 */
public abstract class MeasuredSimulation extends Simulation {
  private static final String USER_AGENT = "openmeet-loadtest";
  private static final String SIGN_IN = "Sign in";
  private static final String CLIENTS = "Warm-up";
  private static final Set<String> BESIDE_THE_LOAD =
      Set.of(Judgement.SCENARIO, Watch.SCENARIO, Heartbeat.SCENARIO, SIGN_IN, CLIENTS);

  /** Received messages that a user keeps until the journey reads them. */
  private static final int UNMATCHED_MESSAGES = 256;

  /**
   * Users who sign in at the same time before the load. Each waits for its answer, so a service
   * with slow password hashes never gets more at once.
   */
  private static final int SIGNING_IN = 16;

  /**
   * A run is stopped when it takes this much longer than planned, so every load loop is limited in
   * time. A target that never answers holds each request for 30 s (requestTimeout in gatling.conf):
   * two of them one after another before the load, and three after the window. The verdict follows
   * after that.
   */
  private static final Duration GRACE = Duration.ofSeconds(240);

  /** Where Gatling writes its runs; the pom sets it for this class and for the plugin. */
  private static final Path RESULTS =
      Path.of(System.getProperty("loadtest.results", "target/gatling"));

  private final Load load;
  private final Profile profile;
  private final SlaBook book;
  private final List<Sla> slas;
  private final Feeders feeders;
  private final MeasuredWindow window;
  private final ConcurrencyCounter concurrency;
  private final DistinctKeys distinctKeys;
  private final InjectorMonitor monitor = new InjectorMonitor();
  private final Dashboard dashboard;
  private final Progress progress;
  private final InjectorLog log;
  private final Target target;
  private final SignInCheck signInCheck;
  private final InFlightLimit inFlight;
  private final Watch watch;
  private final RunLife life;
  private final Map<String, Supplier<Measured>> observers = new HashMap<>();
  private final WarmUp warmUp;
  private final Duration longestWarmUp;
  private Optional<PopulationBuilder> usersSignIn = Optional.empty();
  private Optional<String> samples = Optional.empty();
  private Set<String> sends = Set.of();
  private Optional<Duration> pace = Optional.empty();
  private Judgement judgement;
  private TargetObservation observation;

  /**
   * @param load at full intensity
   * @param slaIds the service levels of slas.json by which this simulation is judged
   */
  protected MeasuredSimulation(Load load, String... slaIds) {
    // Machine-readable output needs ASCII digits, whatever the user's language.
    Locale.setDefault(Locale.ROOT);
    try {
      GatlingOptions.check(System.getProperties());
      Settings settings = Settings.from(System.getProperties());
      this.load = load;
      this.profile = settings.profile();
      this.book = settings.slas().map(SlaBook::read).orElseGet(SlaBook::standard);
      this.slas = slas(slaIds);
      this.feeders = Feeders.read();
      ErrorShare errorShare = new ErrorShare(settings.stopRule().errorRatio());
      RequestMeter meter = new RequestMeter();
      this.window = new MeasuredWindow(profile.window(), errorShare, meter);
      this.log = InjectorLog.bounded(window::isOpen);
      this.concurrency = new ConcurrencyCounter(window);
      this.distinctKeys = new DistinctKeys(window);
      this.longestWarmUp = settings.longestWarmUp();
      this.warmUp = new WarmUp(load, profile, longestWarmUp, window, meter, concurrency);
      DiskSpace disk = new DiskSpace(RESULTS);
      disk.checkAtStart();
      this.inFlight =
          new InFlightLimit(
              OpenFiles.mostInFlight(settings.maxInFlight(), load.socketsAtOnce(profile)), window);
      this.watch = new Watch(window, warmUp, disk, errorShare, settings.stopRule());
      this.progress = Progress.of(window, errorShare, warmUp::progress, System.out::println);
      this.dashboard = Dashboard.open(settings.dashboard(), System.out::println);
      this.target = Target.of(settings);
      this.life = new RunLife(getClass().getSimpleName(), RESULTS, target, dashboard);
      this.signInCheck = SignInCheck.of(target, feeders.users().get(0));
    } catch (ConfigurationException | FeederException mistake) {
      throw Refusal.exit(mistake);
    }
  }

  private List<Sla> slas(String... ids) {
    return Arrays.stream(ids).map(book::get).map(sla -> sla.atIntensity(intensity())).toList();
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

  /** Counts how many of the simulation's subjects (such as sockets) exist at once. */
  protected final ConcurrencyCounter concurrency() {
    return concurrency;
  }

  /** The load as a multiple of the full load. */
  protected final double intensity() {
    return profile.limitRatio(load.full());
  }

  /** Counts how many different things are requested, which a target may cache. */
  protected final DistinctKeys distinctKeys() {
    return distinctKeys;
  }

  /**
   * Limits how many requests are under way at once; for every arrival of an open model and for
   * everything else that sends at the same time.
   */
  protected final InFlightLimit inFlight() {
    return inFlight;
  }

  /**
   * Before the load, users sign in, several at a time, until that many are signed in.
   *
   * @param signIn must report each attempt to {@link #signIns}
   */
  protected final void signInBefore(int total, ChainBuilder signIn) {
    usersSignIn =
        Optional.of(
            scenario(SIGN_IN)
                .exec(warmUp.signIns(total, signIn))
                .injectOpen(atOnceUsers(Math.min(total, SIGNING_IN))));
  }

  /** Users who start before the window and stay until it is over. */
  protected final int residents() {
    return load.residents(profile);
  }

  /** Must receive every sign-in before the load. */
  protected final SignIns signIns() {
    return warmUp.signIns();
  }

  /** Judges response times by this request only, not by all requests. */
  protected final void judgeTimesBy(String request) {
    samples = Optional.of(request);
  }

  /**
   * Requests that Gatling logs with 0 ms when they are sent, and whose answer is logged under its
   * own name: only their failures count.
   */
  protected final void leaveOutSends(Set<String> requests) {
    sends = requests;
  }

  /**
   * Time between two requests of a user who stays, when answers take no time. From it the
   * statistics compute which requests a waiting user leaves out. Zero for users who ask again at
   * once.
   */
  protected final void usersAskEvery(Duration interval) {
    pace = Optional.of(interval);
  }

  /**
   * Sets the counter of a service level that only the journey or its load knows; read after the
   * load.
   */
  protected final void observe(String slaId, Supplier<Measured> observer) {
    observers.put(slaId, observer);
  }

  /** For a simulation that needs another protocol: shared connections, for instance. */
  protected HttpProtocolBuilder protocol(HttpProtocolBuilder standard) {
    return standard;
  }

  /** Puts the journey under load; must be the last call in the constructor. */
  protected final void measure(String scenario, ChainBuilder journey) {
    measure(scenario, journey, journey);
  }

  /**
   * Puts the journey under load; must be the last call in the constructor.
   *
   * @param unhurried what each user does
   * @param hurried the same without think time, for the clients that warm up the target of an open
   *     model
   */
  protected final void measure(String scenario, ChainBuilder unhurried, ChainBuilder hurried) {
    window.whenAnnounced(
        () -> {
          long opensAtMs = window.startEpochMillis();
          monitor.watch(window.untilOpen(), window.length(), opensAtMs);
          dashboard.windowKnown(new Window(opensAtMs, opensAtMs + window.length().toMillis()));
        });
    observation = new TargetObservation(target.metrics(), window);
    judgement = new Judgement(slas, samples, sends, pace, window, inFlight, observers, observation);
    PopulationBuilder loaded =
        scenario(scenario)
            .exec(warmUp.arrival())
            // Users who arrive after the window have nothing to do.
            .exec(doIf(session -> !window.isOver()).then(unhurried))
            .injectOpen(load.steps(profile))
            .andThen(judgement.scenario().injectOpen(atOnceUsers(1)));
    if (load.isOpen()) {
      loaded =
          scenario(CLIENTS)
              .exec(warmUp.clientsWait(hurried))
              .injectOpen(rampUsers(load.clients(profile)).during(profile.rampUp()))
              .andThen(loaded);
    }
    if (usersSignIn.isPresent()) {
      requireTokensUntilTheEnd();
      loaded = usersSignIn.get().andThen(loaded);
    }
    setUp(
            loaded,
            watch.scenario().injectOpen(atOnceUsers(1)),
            new Heartbeat(window, monitor).population())
        .protocols(protocol(standardProtocol()))
        .assertions(judgement.assertions())
        .maxDuration(untilTheWindowCloses().plus(GRACE));
  }

  private void requireTokensUntilTheEnd() {
    try {
      signInCheck.requireTokensFor(untilTheWindowCloses());
    } catch (ConfigurationException mistake) {
      throw Refusal.exit(mistake);
    }
  }

  /** The longest time until the window closes. */
  private Duration untilTheWindowCloses() {
    return longestWarmUp
        .plus(load.growth(profile))
        .plus(load.settling(profile))
        .plus(MeasuredWindow.NOTICE)
        .plus(profile.window());
  }

  private HttpProtocolBuilder standardProtocol() {
    String baseUrl = target.baseUrl().toString();
    return http.baseUrl(baseUrl)
        .wsBaseUrl(baseUrl.replaceFirst("(?i)^http", "ws"))
        .acceptHeader("application/json")
        .userAgentHeader(USER_AGENT)
        .disableAutoReferer()
        .disableCaching()
        // A redirect could lead to a host that the user did not allow.
        .disableFollowRedirect()
        .wsUnmatchedInboundMessageBufferSize(UNMATCHED_MESSAGES);
  }

  @Override
  public final void before() {
    life.loadBegins(
        liveRun(),
        monitor,
        warmUp::progress,
        () -> judgement.observedSoFar(concurrency),
        inFlight::dropped);
    monitor.begin();
    progress.begin();
    observation.warmUp();
  }

  private RunFacts liveRun() {
    return new RunFacts(
        getClass().getSimpleName(),
        profile.label(),
        target.baseUrl().toString(),
        slas,
        samples,
        sends,
        load.plannedPerSecond(profile),
        BESIDE_THE_LOAD,
        book.all().stream()
            .filter(sla -> sla.measure() == Measure.RESPONSE_TIME)
            .map(Sla::limit)
            .toList());
  }

  @Override
  public final void after() {
    progress.close();
    observation.close();
    monitor.close();
    target.close();
    log.printCounts(System.out::println);
    life.loadOver(
        Observed.of(
            getClass().getSimpleName(),
            profile,
            load,
            target,
            window,
            inFlight,
            judgement,
            distinctKeys.counts(),
            warmUp.figures(),
            watch.stop(),
            log.userErrors(),
            monitor.health(),
            BESIDE_THE_LOAD),
        window.answered());
  }
}
