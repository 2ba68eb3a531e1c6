package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.results.WarmUpFigures;
import io.openmeet.loadtest.results.WarmUpFigures.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On a clock that the test sets, in the profile quick: slots of one second, 5 s of growth. */
class WarmUpTest extends SimulatedWarmUp {
  @Test
  void letsClientsGoOnceTheyAreSteadyAndOpensTheWindowOnWholeArrivals() {
    begin(ARRIVALS, 120);
    clientsFor(8, 100, 10);
    assertFalse(warmUp.clientsAreNeeded());

    arrivalsFor(5, 50, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(6, 101, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(1, 101, 10);
    assertTrue(window.isAnnounced());
    assertEquals(Duration.ofSeconds(2), window.untilOpen());
    assertEquals(Optional.of(new WarmUpFigures(20, Outcome.STEADY, List.of())), warmUp.figures());
  }

  @Test
  void keepsClientsWhileTheirAnswersGetFaster() {
    begin(ARRIVALS, 120);
    for (int ms = 1_000; ms > 100; ms /= 2) {
      clientsFor(4, 100, ms);
      assertTrue(warmUp.clientsAreNeeded());
    }
    clientsFor(6, 100, 125);
    assertFalse(warmUp.clientsAreNeeded());
  }

  @Test
  void keepsClientsWhileTheInjectorCompiles() {
    begin(ARRIVALS, 120);
    for (int i = 0; i < 20; i++) {
      compilersMs += 400;
      clientsFor(1, 100, 10);
    }
    assertTrue(warmUp.clientsAreNeeded());
    assertEquals(
        "warming up: 100 requests/s, P95 10 ms, still moving: compilers of the injector 40 %",
        warmUp.progress());
    clientsFor(3, 100, 10);
    assertFalse(warmUp.clientsAreNeeded());
  }

  /**
   * A hiccup in the seconds 14 to 16 leaves no backlog; from second 23 it is in no compared slot.
   */
  @Test
  void waitsUntilArrivalsAreSteadyToo() {
    begin(ARRIVALS, 120);
    clientsFor(8, 100, 10);
    arrivalsFor(5, 101, 10);
    arrivalsFor(3, 101, 300);
    arrivalsFor(6, 101, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(1, 101, 10);
    assertTrue(window.isAnnounced());
    assertEquals(Outcome.STEADY, warmUp.figures().orElseThrow().outcome());
  }

  /**
   * The target gets slower by a fifth each second: 1,284 and 1,541 ms in seconds 14 and 15, 2,662
   * and 3,195 ms in seconds 18 and 19. The medians lie between these.
   */
  @Test
  void measuresATargetThatIsNeverSteadyOnceTheBoundIsReached() {
    begin(ARRIVALS, 20);
    for (int i = 1; i <= 20; i++) {
      assertTrue(i == 1 || warmUp.clientsAreNeeded());
      clientsFor(1, 100, (int) Math.round(100 * Math.pow(1.2, i)));
    }
    assertFalse(warmUp.clientsAreNeeded());
    arrivalsFor(12, 101, 10);
    assertTrue(window.isAnnounced());
    assertEquals(
        Optional.of(
            new WarmUpFigures(
                32, Outcome.BOUND, List.of("P50 1,413 -> 2,929 ms", "P95 1,413 -> 2,929 ms"))),
        warmUp.figures());
  }

  /** After 5 s of growth and three times as long to settle, the load is measured as it is. */
  @Test
  void measuresArrivalsThatNeverGetWholeAndSaysSo() {
    begin(ARRIVALS, 120);
    clientsFor(8, 100, 10);
    arrivalsFor(19, 80, 10);
    assertFalse(window.isAnnounced());
    arrivalsFor(1, 80, 10);
    assertTrue(window.isAnnounced());
    assertEquals(
        List.of("load incomplete: 80 arrivals/s, 0 users, 0 requests in flight"),
        warmUp.figures().orElseThrow().moving());
  }

  @Test
  void doesNotOpenTheWindowOnRequestsThatPileUp() {
    begin(ARRIVALS, 120);
    clientsFor(8, 100, 10);
    for (int i = 0; i < 10; i++) {
      for (int sent = 0; sent < 40; sent++) {
        meter.sent();
      }
      arrivalsFor(1, 101, 10);
    }
    assertFalse(window.isAnnounced());
  }

  @Test
  void opensTheWindowOnResidentsWhoAreAllThereAndSteady() {
    begin(RESIDENTS, 120);
    for (int i = 0; i < 20; i++) {
      concurrency.change(5);
      residentsFor(1);
      assertFalse(window.isAnnounced());
    }
    residentsFor(2);
    assertTrue(window.isAnnounced());
    assertEquals(Optional.empty(), warmUp.noLoad());
  }

  /** One user was refused: no more users come, and those that are there are measured. */
  @Test
  void doesNotWaitForResidentsWhoWereTurnedAway() {
    begin(RESIDENTS, 120);
    concurrency.change(99);
    residentsFor(8);
    assertTrue(window.isAnnounced());
    assertEquals(
        Optional.of(
            new WarmUpFigures(
                8,
                Outcome.STEADY,
                List.of("load incomplete: 0 arrivals/s, 99 users, 0 requests in flight"))),
        warmUp.figures());
  }

  @Test
  void measuresResidentsWhoStillComeWhenTheBoundIsReached() {
    begin(RESIDENTS, 20);
    for (int i = 0; i < 19; i++) {
      concurrency.change(1);
      residentsFor(1);
    }
    assertFalse(window.isAnnounced());
    residentsFor(1);
    assertTrue(window.isAnnounced());
  }

  @Test
  void saysHowManyHadSignedInWhenSignInsTakeTooLong() {
    begin(RESIDENTS, 5);
    signIns.until(100, exec(session -> session));
    for (int i = 1; i <= 5; i++) {
      signIns.tried("user-" + i, true);
      assertEquals("signing in: " + i + " of 100 users", warmUp.progress());
      answer(3, 900);
      nextSecond();
    }
    assertFalse(window.isAnnounced());
    assertEquals(
        Optional.of(
            Stop.unmeasured(
                "only 5 of 100 users had signed in after 5 s (-Dwarmup.max); the target answered 3 requests/s, 0 of them in flight, P95 900 ms. Look for what makes it slow, or allow more time.")),
        warmUp.noLoad());
  }

  @Test
  void beginsWhenAsGoodAsAllAccountsWereLetIn() {
    begin(RESIDENTS, 120);
    SignInsTest.signIn(signIns, 200, 2);
    warmUp.warmingBegins();
    assertEquals(Optional.empty(), warmUp.noLoad());
    assertTrue(warmUp.clientsAreNeeded());
  }

  @Test
  void failsTheTargetThatLetsTooFewAccountsIn() {
    begin(RESIDENTS, 120);
    SignInsTest.signIn(signIns, 200, 3);
    warmUp.warmingBegins();
    assertEquals(signIns.tooFewAccounts(), warmUp.noLoad());
    assertEquals(RunVerdict.FAIL, warmUp.noLoad().orElseThrow().verdict());
    assertFalse(warmUp.clientsAreNeeded());
  }

  /** One account signs in again and again: many users, but the load of one account. */
  @Test
  void failsTheTargetThatLetsOneAccountInWhenTheBoundIsReached() {
    begin(RESIDENTS, 5);
    signIns.until(100, exec(session -> session));
    for (int i = 0; i < 5; i++) {
      signIns.tried("user-0", true);
      signIns.tried("user-" + (i + 1), false);
      signIns.keptOut("user-" + (i + 1));
      nextSecond();
    }
    Stop stop = warmUp.noLoad().orElseThrow();
    assertEquals(RunVerdict.FAIL, stop.verdict());
    assertTrue(stop.reason().startsWith("only 1 of 6 accounts could sign in"), stop.reason());
  }
}
