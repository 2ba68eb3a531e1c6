package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadTest {
  private static final Load PASSING =
      Load.passingUsers(1_000, Duration.ofSeconds(10), Duration.ofSeconds(11));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | ConstantRateOpenInjection(505.0,9 seconds), RampRateOpenInjection(505.0,5050.0,3 seconds), ConstantRateOpenInjection(5050.0,33500000000 nanoseconds)",
        "SMOKE | ConstantRateOpenInjection(10.1,3 seconds), RampRateOpenInjection(10.1,101.0,1 second), ConstantRateOpenInjection(101.0,7500000000 nanoseconds)",
        "DAILY | ConstantRateOpenInjection(10.1,8 seconds), RampRateOpenInjection(10.1,101.0,2666666666 nanoseconds), ConstantRateOpenInjection(101.0,63333333334 nanoseconds)",
        "WEEKLY | ConstantRateOpenInjection(505.0,30 seconds), RampRateOpenInjection(505.0,5050.0,10 seconds), ConstantRateOpenInjection(5050.0,607 seconds)",
        "PRERELEASE | ConstantRateOpenInjection(1010.0,30 seconds), RampRateOpenInjection(1010.0,10100.0,10 seconds), ConstantRateOpenInjection(10100.0,127 seconds)"
      })
  void shouldLetArrivalsTrickleThenGrowAndKeepThemOnePerCentAboveWhatIsAsked(
      Profile profile, String steps) {
    assertEquals(steps, steps(Load.arrivalsPerSecond(5_000), profile));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | ConstantRateOpenInjection(100.0,44 seconds)",
        "SMOKE | ConstantRateOpenInjection(4.0,13500000000 nanoseconds)",
        "DAILY | ConstantRateOpenInjection(10.0,74 seconds)",
        "WEEKLY | ConstantRateOpenInjection(100.0,632 seconds)",
        "PRERELEASE | ConstantRateOpenInjection(200.0,152 seconds)"
      })
  void shouldLetUsersPassAtTheRateThatKeepsAsManyThere(Profile profile, String steps) {
    assertEquals(steps, steps(PASSING, profile));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, PT12S",
    "SMOKE, PT6.5S",
    "DAILY, PT12S",
    "WEEKLY, PT30S",
    "PRERELEASE, PT30S"
  })
  void shouldWarmUpUntilTheFirstOfThePassingUsersHasLeft(Profile profile, Duration warmUp) {
    assertEquals(warmUp, PASSING.warmUp(profile));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | RampOpenInjection(1000,6 seconds)",
        "SMOKE | RampOpenInjection(20,2 seconds)",
        "DAILY | RampOpenInjection(100,5333333333 nanoseconds)",
        "WEEKLY | RampOpenInjection(1000,20 seconds)",
        "PRERELEASE | RampOpenInjection(2000,20 seconds)"
      })
  void shouldLetResidentUsersComeInTheFirstTwoThirdsOfTheWarmUp(Profile profile, String steps) {
    assertEquals(steps, steps(Load.residentUsers(1_000, false), profile));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUICK | RampOpenInjection(515,6 seconds)",
        "SMOKE | RampOpenInjection(15,2 seconds)",
        "DAILY | RampOpenInjection(105,5333333333 nanoseconds)",
        "WEEKLY | RampOpenInjection(515,20 seconds)",
        "PRERELEASE | RampOpenInjection(1030,20 seconds)"
      })
  void shouldSendSpareUsersWhereTheyTakeTurns(Profile profile, String steps) {
    assertEquals(steps, steps(Load.residentUsers(500, true), profile));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, PT13.5S",
    "SMOKE, PT4.5S",
    "DAILY, PT12S",
    "WEEKLY, PT45S",
    "PRERELEASE, PT45S"
  })
  void shouldGiveArrivalsHalfAsMuchTimeAgainToGrow(Profile profile, Duration warmUp) {
    assertEquals(warmUp, Load.arrivalsPerSecond(5_000).warmUp(profile));
    assertEquals(
        warmUp, Load.residentUsers(1_000, false).warmUp(profile).multipliedBy(3).dividedBy(2));
    assertEquals(1_000, Load.residentUsers(1_000, false).full());
  }

  /** Gatling's own words for its steps. */
  private static String steps(Load load, Profile profile) {
    return String.join(
        ", ", load.steps(profile).stream().map(step -> step.asScala().toString()).toList());
  }
}
