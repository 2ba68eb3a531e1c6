package io.openmeet.loadtest.runs;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.browser.BrowserUsers;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.results.Tally;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the users of a simulation do, and how it counts. {@link #of} is enough for a simple
 * scenario; the other methods add to it, in any order, and return a new one.
 */
public final class Scenario {
  private final String name;
  private final ChainBuilder journey;
  private ChainBuilder warmUp;
  private Optional<SignIn> signIn = Optional.empty();
  private Optional<String> samples = Optional.empty();
  private Set<String> sends = Set.of();
  private Optional<Duration> pace = Optional.empty();
  private List<TargetCheck> checks = List.of();
  private Optional<String> leaves = Optional.empty();
  private Map<String, Supplier<Tally>> counters = Map.of();
  private UnaryOperator<HttpProtocolBuilder> protocol = UnaryOperator.identity();
  private Optional<BrowserUsers> browser = Optional.empty();

  /**
   * @param users who sign in, at least 1
   * @param chain signs one user in
   */
  public record SignIn(int users, ChainBuilder chain) {}

  private Scenario(String name, ChainBuilder journey) {
    this.name = name;
    this.journey = journey;
    this.warmUp = journey;
  }

  /**
   * @param name in Gatling's report
   * @param journey what each user does
   */
  public static Scenario of(String name, ChainBuilder journey) {
    return new Scenario(name, journey);
  }

  private Scenario with(Consumer<Scenario> change) {
    Scenario changed = new Scenario(name, journey);
    changed.warmUp = warmUp;
    changed.signIn = signIn;
    changed.samples = samples;
    changed.sends = sends;
    changed.pace = pace;
    changed.checks = checks;
    changed.leaves = leaves;
    changed.counters = counters;
    changed.protocol = protocol;
    changed.browser = browser;
    change.accept(changed);
    return changed;
  }

  /**
   * What the clients do that warm up the target of an open model, instead of the journey: the same
   * without think time.
   */
  public Scenario withWarmUp(ChainBuilder hurried) {
    return with(changed -> changed.warmUp = hurried);
  }

  /**
   * Before the load, users sign in, several at a time, until that many are signed in.
   *
   * @param users at least 1
   * @param chain reports each attempt to {@link io.openmeet.loadtest.load.RunContext#signIns}
   */
  public Scenario withSignIn(int users, ChainBuilder chain) {
    return with(changed -> changed.signIn = Optional.of(new SignIn(users, chain)));
  }

  /** Asks the target something before the load; checks are made in the order in which they come. */
  public Scenario withCheck(TargetCheck check) {
    List<TargetCheck> all = new ArrayList<>(checks);
    all.add(check);
    return with(changed -> changed.checks = List.copyOf(all));
  }

  /**
   * Says before the load what the run leaves at a target on another host.
   *
   * @param what continues "It leaves at the target: "
   */
  public Scenario leaving(String what) {
    return with(changed -> changed.leaves = Optional.of(what));
  }

  /** Judges response times by this request only, not by all requests. */
  public Scenario withTimesOf(String request) {
    return with(changed -> changed.samples = Optional.of(request));
  }

  /**
   * Requests that Gatling logs with 0 ms when they are sent, and whose answer is logged under its
   * own name: only their failures count.
   */
  public Scenario withSends(Set<String> requests) {
    return with(changed -> changed.sends = Set.copyOf(requests));
  }

  /**
   * Time between two requests of a user who stays, when answers take no time. From it the
   * statistics compute which requests a waiting user leaves out. Zero for users who ask again at
   * once.
   */
  public Scenario withPace(Duration interval) {
    return with(changed -> changed.pace = Optional.of(interval));
  }

  /**
   * Counts a service level that only the journey or its load knows.
   *
   * @param counter read after the load; for response times also during the load
   */
  public Scenario withCounter(String slaId, Supplier<Tally> counter) {
    Map<String, Supplier<Tally>> all = new HashMap<>(counters);
    all.put(slaId, counter);
    return with(changed -> changed.counters = Map.copyOf(all));
  }

  /** For a scenario that needs another protocol: shared connections, for instance. */
  public Scenario withProtocol(UnaryOperator<HttpProtocolBuilder> change) {
    return with(changed -> changed.protocol = usual -> change.apply(protocol.apply(usual)));
  }

  /** Lets people visit the target in a browser while the load runs, and once more after it. */
  public Scenario withBrowser(BrowserUsers users) {
    return withCheck(users::check).with(changed -> changed.browser = Optional.of(users));
  }

  String name() {
    return name;
  }

  ChainBuilder journey() {
    return journey;
  }

  /** The journey, unless the scenario has a faster one. */
  ChainBuilder warmUp() {
    return warmUp;
  }

  /** Empty: the load begins at once. */
  Optional<SignIn> signIn() {
    return signIn;
  }

  /** The one request by which response times are judged; empty: all requests. */
  Optional<String> samples() {
    return samples;
  }

  Set<String> sends() {
    return sends;
  }

  /** Empty in an open model. */
  Optional<Duration> pace() {
    return pace;
  }

  List<TargetCheck> checks() {
    return checks;
  }

  /** Empty: nothing that stays. */
  Optional<String> leaves() {
    return leaves;
  }

  /** By the service level's id. */
  Map<String, Supplier<Tally>> counters() {
    return counters;
  }

  /** Changes the usual protocol. */
  UnaryOperator<HttpProtocolBuilder> protocol() {
    return protocol;
  }

  /** Empty: nobody uses a browser. */
  Optional<BrowserUsers> browser() {
    return browser;
  }
}
