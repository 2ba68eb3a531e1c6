package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.agreement.Agreements;
import io.openmeet.loadtest.agreement.Agreements.AtBarrier;
import io.openmeet.loadtest.agreement.WarmUpTimes;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WarmUpFigures;
import io.openmeet.loadtest.results.WarmUpFigures.Outcome;
import io.openmeet.loadtest.settings.InjectorShare;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The window opens at an agreed instant. Arrivals need 22 s before: 5 s to grow, 15 s to settle and
 * 2 s of notice; residents only need the notice.
 */
class AgreedWarmUpTest extends SimulatedWarmUp {
  @Test
  void keepsClientsUntilTheGrowthHasToBeginAndOpensTheWindowAtTheInstant() {
    beginAt(ARRIVALS, 120, 40);
    clientsFor(17, 100, 10);
    assertTrue(warmUp.clientsAreNeeded());
    assertEquals("waiting for -DstartAt, 23 s left: 100 requests/s, P95 10 ms", warmUp.progress());
    clientsFor(1, 100, 10);
    assertFalse(warmUp.clientsAreNeeded());

    arrivalsFor(5, 50, 10);
    arrivalsFor(14, 101, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(1, 101, 10);
    assertTrue(window.isAnnounced());
    assertEquals(Duration.ofSeconds(2), window.untilOpen());
    assertEquals(second(40).toEpochMilli(), window.startEpochMillis());
    assertEquals(Optional.of(new WarmUpFigures(38, Outcome.STEADY, List.of())), warmUp.figures());
  }

  @Test
  void letsResidentsStayUntilTheInstantIsNear() {
    beginAt(RESIDENTS, 120, 30);
    concurrency.change(103);
    residentsFor(27);
    assertFalse(window.isAnnounced());
    residentsFor(1);
    assertTrue(window.isAnnounced());
    assertEquals(Duration.ofSeconds(2), window.untilOpen());
    assertEquals(Optional.of(new WarmUpFigures(28, Outcome.STEADY, List.of())), warmUp.figures());
  }

  @Test
  void stopsWhenUsersStillSignInAndTheLoadHasToGrow() {
    beginAt(ARRIVALS, 120, 30);
    signIns.until(100, exec(session -> session));
    SignInsTest.signIn(signIns, 7, 0);
    for (int i = 0; i < 7; i++) {
      nextSecond();
    }
    assertEquals(Optional.empty(), warmUp.noLoad());
    nextSecond();
    assertEquals(
        "22.0 s before the window opens at 2026-05-04T03:00:30Z, the injector was not ready: signing in: 7 of 100 users. Set a later -DstartAt, or look for what makes the target slow.",
        stopReason());
  }

  @Test
  void stopsWhenClientsAreStillNeededAndTheLoadHasToGrow() {
    beginAt(ARRIVALS, 120, 32);
    for (int i = 0; i < 10; i++) {
      compilersMs += 400;
      clientsFor(1, 100, 10);
    }
    assertEquals(
        "22.0 s before the window opens at 2026-05-04T03:00:32Z, the injector was not ready: warming up: 100 requests/s, P95 10 ms, still moving: compilers of the injector 40 %. Set a later -DstartAt, or look for what makes the target slow.",
        stopReason());
    assertFalse(warmUp.clientsAreNeeded());
  }

  /** The clients' last requests hang, so arrivals begin 16 s late and grow for 5 s. */
  @Test
  void stopsWhenArrivalsBeginTooLateToGrow() {
    beginAt(ARRIVALS, 120, 40);
    clientsFor(34, 100, 10);
    assertFalse(warmUp.clientsAreNeeded());
    arrivalsFor(4, 50, 10);
    assertFalse(window.isAnnounced());
    assertTrue(
        stopReason()
            .startsWith(
                "2.0 s before the window opens at 2026-05-04T03:00:40Z, the injector was not ready: full load begins: "),
        stopReason());
  }

  @Test
  void stopsWhenResidentsAreMissingWhenTheWindowHasToOpen() {
    beginAt(RESIDENTS, 120, 20);
    for (int i = 0; i < 18; i++) {
      concurrency.change(1);
      residentsFor(1);
    }
    assertFalse(window.isAnnounced());
    assertTrue(stopReason().startsWith("2.0 s before the window opens at"), stopReason());
  }

  /** The target gets slower by a fifth each second; the bound is in second 20, as in WarmUpTest. */
  @Test
  void countsAsReadyAtTheBoundAndSaysWhatStillMoved() {
    beginAt(ARRIVALS, 20, 45);
    for (int i = 1; i <= 23; i++) {
      assertTrue(i == 1 || warmUp.clientsAreNeeded());
      clientsFor(1, 100, (int) Math.round(100 * Math.pow(1.2, i)));
    }
    assertFalse(warmUp.clientsAreNeeded());
    arrivalsFor(20, 101, 10);
    assertTrue(window.isAnnounced());
    assertEquals(
        Optional.of(
            new WarmUpFigures(
                43, Outcome.BOUND, List.of("P50 1,413 -> 2,929 ms", "P95 1,413 -> 2,929 ms"))),
        warmUp.figures());
  }

  @Test
  void isSteadyWhenItBecomesSoWhileItWaits() {
    beginAt(ARRIVALS, 5, 40);
    clientsFor(18, 100, 10);
    arrivalsFor(20, 101, 10);
    assertEquals(Optional.of(new WarmUpFigures(38, Outcome.STEADY, List.of())), warmUp.figures());
  }

  @Test
  void saysInTheFiguresWhatMovesWhenTheInstantComes() {
    beginAt(ARRIVALS, 120, 40);
    clientsFor(18, 100, 10);
    arrivalsFor(20, 80, 10);
    assertTrue(window.isAnnounced());
    assertEquals(
        Optional.of(
            new WarmUpFigures(
                38,
                Outcome.BOUND,
                List.of("load incomplete: 80 arrivals/s, 0 users, 0 requests in flight"))),
        warmUp.figures());
  }

  /** The other is ready 10 s later, in second 18; the window opens 22 s and 2 s after that. */
  @Test
  void waitsForTheOtherInjectorAndOpensTheWindowAtTheSameInstant(@TempDir Path folder) {
    AtBarrier other = beginAtBarrier(folder);
    clientsFor(18, 100, 10);
    assertEquals("waiting for injector 2 of 2: 100 requests/s, P95 10 ms", warmUp.progress());
    other.agreement().ready();
    other.exchange().run();
    clientsFor(1, 100, 10);
    other.exchange().run();
    assertEquals(Optional.of(second(43)), other.agreement().opensAt());

    clientsFor(1, 100, 10);
    assertTrue(warmUp.clientsAreNeeded());
    clientsFor(1, 100, 10);
    assertFalse(warmUp.clientsAreNeeded());
    arrivalsFor(19, 101, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(1, 101, 10);
    assertEquals(Duration.ofSeconds(2), window.untilOpen());
    assertEquals(second(43).toEpochMilli(), window.startEpochMillis());
  }

  @Test
  void stopsAtOnceWhenTheOtherInjectorGivesUp(@TempDir Path folder) {
    AtBarrier other = beginAtBarrier(folder);
    clientsFor(3, 100, 10);
    other.agreement().giveUp("only 5 of 100 users had signed in.");
    other.exchange().run();
    clientsFor(1, 100, 10);
    assertEquals("injector 2/2 gave up: only 5 of 100 users had signed in.", stopReason());
    assertFalse(warmUp.clientsAreNeeded());
  }

  @Test
  void stopsWhenTheOtherInjectorIsNeverReady(@TempDir Path folder) {
    beginAtBarrier(folder);
    clientsFor(8 + 119, 100, 10);
    assertEquals(Optional.empty(), warmUp.noLoad());
    clientsFor(1, 100, 10);
    assertEquals(
        "injector 2 of 2 was not ready 120 s (-Dwarmup.max) after injector 1/2. Look at what the console of each says, or whether it runs at all.",
        stopReason());
  }

  private void beginAt(Load load, int longestSeconds, int opensAtSecond) {
    begin(
        load,
        longestSeconds,
        times -> Agreements.at(second(opensAtSecond), times, clock.wallClock()));
  }

  /** Begins the first injector of two, and returns the second. */
  private AtBarrier beginAtBarrier(Path folder) {
    begin(
        ARRIVALS,
        120,
        times -> {
          AtBarrier first = atBarrier(folder, 1, times);
          everySecond = first.exchange();
          return first.agreement();
        });
    return atBarrier(folder, 2, run(ARRIVALS).warmUpTimes(Duration.ofSeconds(120)));
  }

  private AtBarrier atBarrier(Path folder, int index, WarmUpTimes times) {
    return Agreements.atBarrier(
        folder, new InjectorShare(index, 2), times, clock.wallClock(), clock);
  }

  private static Instant second(int second) {
    return NanoClock.BEGIN.plusSeconds(second);
  }

  private String stopReason() {
    assertEquals(RunVerdict.INVALID, warmUp.noLoad().orElseThrow().verdict());
    return warmUp.noLoad().orElseThrow().reason();
  }
}
