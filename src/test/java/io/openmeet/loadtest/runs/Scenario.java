package io.openmeet.loadtest.runs;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import io.openmeet.loadtest.results.Tally;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the users of a simulation do, and how it counts. {@link #of} is enough for a simple
 * scenario; the other methods add to it, in any order.
 *
 * @param name in Gatling's report
 * @param journey what each user does
 * @param warmUp what the clients do that warm up the target of an open model
 * @param signIn what users do before the load; empty: the load begins at once
 * @param samples the one request by which response times are judged; empty: all requests
 * @param sends requests that are logged when they are sent, and whose answer has its own name
 * @param pace time between two requests of a user who stays; empty in an open model
 * @param counters by the service level's id, for levels that only the journey or its load counts
 * @param protocol changes the usual protocol
 */
public record Scenario(
    String name,
    ChainBuilder journey,
    ChainBuilder warmUp,
    Optional<SignIn> signIn,
    Optional<String> samples,
    Set<String> sends,
    Optional<Duration> pace,
    Map<String, Supplier<Tally>> counters,
    UnaryOperator<HttpProtocolBuilder> protocol) {

  /**
   * @param users who sign in, at least 1
   * @param chain signs one user in
   */
  public record SignIn(int users, ChainBuilder chain) {}

  public static Scenario of(String name, ChainBuilder journey) {
    return new Scenario(
        name,
        journey,
        journey,
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        Map.of(),
        UnaryOperator.identity());
  }

  /**
   * What the clients do that warm up the target of an open model, instead of the journey: the same
   * without think time.
   */
  public Scenario withWarmUp(ChainBuilder hurried) {
    return new Scenario(name, journey, hurried, signIn, samples, sends, pace, counters, protocol);
  }

  /**
   * Before the load, users sign in, several at a time, until that many are signed in.
   *
   * @param users at least 1
   * @param chain reports each attempt to {@link io.openmeet.loadtest.load.RunContext#signIns}
   */
  public Scenario withSignIn(int users, ChainBuilder chain) {
    return new Scenario(
        name,
        journey,
        warmUp,
        Optional.of(new SignIn(users, chain)),
        samples,
        sends,
        pace,
        counters,
        protocol);
  }

  /** Judges response times by this request only, not by all requests. */
  public Scenario withTimesOf(String request) {
    return new Scenario(
        name, journey, warmUp, signIn, Optional.of(request), sends, pace, counters, protocol);
  }

  /**
   * Requests that Gatling logs with 0 ms when they are sent, and whose answer is logged under its
   * own name: only their failures count.
   */
  public Scenario withSends(Set<String> requests) {
    return new Scenario(name, journey, warmUp, signIn, samples, requests, pace, counters, protocol);
  }

  /**
   * Time between two requests of a user who stays, when answers take no time. From it the
   * statistics compute which requests a waiting user leaves out. Zero for users who ask again at
   * once.
   */
  public Scenario withPace(Duration interval) {
    return new Scenario(
        name, journey, warmUp, signIn, samples, sends, Optional.of(interval), counters, protocol);
  }

  /**
   * Counts a service level that only the journey or its load knows.
   *
   * @param counter read after the load; for response times also during the load
   */
  public Scenario withCounter(String slaId, Supplier<Tally> counter) {
    Map<String, Supplier<Tally>> all = new HashMap<>(counters);
    all.put(slaId, counter);
    return new Scenario(
        name, journey, warmUp, signIn, samples, sends, pace, Map.copyOf(all), protocol);
  }

  /** For a scenario that needs another protocol: shared connections, for instance. */
  public Scenario withProtocol(UnaryOperator<HttpProtocolBuilder> change) {
    return new Scenario(
        name,
        journey,
        warmUp,
        signIn,
        samples,
        sends,
        pace,
        counters,
        usual -> change.apply(protocol.apply(usual)));
  }
}
