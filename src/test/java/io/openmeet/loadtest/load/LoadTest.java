package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  private static final Load PASSING =
      Load.passingUsers(1_000, Duration.ofSeconds(10), Duration.ofSeconds(11));

  /** Growth, three times as long to settle, 2 s of notice, the window, and 2 s beyond. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | RampRateOpenInjection(505.0,5050.0,5 seconds), ConstantRateOpenInjection(5050.0,49 seconds)",
        "SMOKE | RampRateOpenInjection(10.1,101.0,2 seconds), ConstantRateOpenInjection(101.0,15 seconds)",
        "DAILY | RampRateOpenInjection(10.1,101.0,5 seconds), ConstantRateOpenInjection(101.0,79 seconds)",
        "WEEKLY | RampRateOpenInjection(505.0,5050.0,10 seconds), ConstantRateOpenInjection(5050.0,634 seconds)",
        "PRERELEASE | RampRateOpenInjection(1010.0,10100.0,10 seconds), ConstantRateOpenInjection(10100.0,154 seconds)"
      })
  void letsArrivalsGrowAndKeepsThemOnePerCentAboveWhatIsAsked(Profile profile, String steps) {
    assertEquals(steps, steps(Load.arrivalsPerSecond(5_000), profile));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | ConstantRateOpenInjection(100.0,61 seconds)",
        "SMOKE | ConstantRateOpenInjection(4.0,21500000000 nanoseconds)",
        "DAILY | ConstantRateOpenInjection(10.0,91 seconds)",
        "WEEKLY | ConstantRateOpenInjection(100.0,646 seconds)",
        "PRERELEASE | ConstantRateOpenInjection(200.0,166 seconds)"
      })
  void letsUsersPassAtTheRateThatKeepsAsManyThere(Profile profile, String steps) {
    assertEquals(steps, steps(PASSING, profile));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, PT12S",
    "SMOKE, PT6.5S",
    "DAILY, PT12S",
    "WEEKLY, PT12S",
    "PRERELEASE, PT12S"
  })
  void letsPassingUsersGrowUntilTheFirstHasLeft(Profile profile, Duration growth) {
    assertEquals(growth, PASSING.growth(LoadScale.of(profile)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | RampOpenInjection(1030,5 seconds)",
        "SMOKE | RampOpenInjection(25,2 seconds)",
        "DAILY | RampOpenInjection(105,5 seconds)",
        "WEEKLY | RampOpenInjection(1030,10 seconds)",
        "PRERELEASE | RampOpenInjection(2060,10 seconds)"
      })
  void letsResidentUsersAndSomeSpareOnesComeWhileTheLoadGrows(Profile profile, String steps) {
    assertEquals(steps, steps(Load.residentUsers(1_000), profile));
  }

  /** At one request each 200 ms: a fifth of the planned rate, rounded up. */
  @ParameterizedTest
  @CsvSource({"QUICK, 1010", "SMOKE, 21", "DAILY, 21", "WEEKLY, 1010", "PRERELEASE, 2020"})
  void warmsAnOpenModelByClientsWhoTogetherAskAsOftenAsTheLoadWill(Profile profile, int clients) {
    assertEquals(clients, Load.arrivalsPerSecond(5_000).clients(LoadScale.of(profile)));
  }

  @Test
  void needsAllUsersThereAtOnceButNoneForArrivals() {
    assertEquals(0, Load.arrivalsPerSecond(5_000).usersAtOnce(LoadScale.of(Profile.QUICK)));
    assertEquals(1_000, PASSING.usersAtOnce(LoadScale.of(Profile.QUICK)));
    assertEquals(20, PASSING.usersAtOnce(LoadScale.of(Profile.SMOKE)));
    assertEquals(500, Load.residentUsers(500).usersAtOnce(LoadScale.of(Profile.QUICK)));
    assertEquals(515, Load.residentUsers(500).residents(LoadScale.of(Profile.QUICK)));
    assertEquals(0, PASSING.residents(LoadScale.of(Profile.QUICK)));
  }

  /** Warm-up, growth, three times a ramp to settle, 2 s of notice, and a window of 30 s. */
  @Test
  void closesTheWindowAfterTheLongestTimeOfEachPart() {
    Duration warmUp = Duration.ofSeconds(120);
    assertEquals(
        Duration.ofSeconds(120 + 5 + 15 + 2 + 30),
        Load.arrivalsPerSecond(5_000)
            .longestUntilWindowCloses(LoadScale.of(Profile.QUICK), warmUp));
    assertEquals(
        Duration.ofSeconds(120 + 12 + 15 + 2 + 30),
        PASSING.longestUntilWindowCloses(LoadScale.of(Profile.QUICK), warmUp));
  }

  /** Gatling's text form of its steps. */
  private static String steps(Load load, Profile profile) {
    return String.join(
        ", ",
        load.steps(LoadScale.of(profile)).stream().map(step -> step.asScala().toString()).toList());
  }
}
