package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadScaleTest {
  @Test
  void isTheProfileUnlessTheUserAsksForMoreOrLess() {
    LoadScale smoke = LoadScale.of(Profile.SMOKE);

    assertEquals(100, smoke.rate(5_000));
    assertEquals(20, smoke.users(1_000));
    assertEquals(Duration.ofSeconds(5), smoke.window());
    assertEquals(Duration.ofSeconds(2), smoke.rampUp());
  }

  @Test
  void isOfTheSizeThatTheUserAsksForAtAnyProfile() {
    LoadScale asked =
        new LoadScale(
            Profile.DAILY,
            OptionalInt.of(12_000),
            OptionalInt.of(3),
            Optional.empty(),
            OptionalDouble.empty(),
            new InjectorShare(2, 4));

    assertEquals(12_000, asked.rate(5_000));
    assertEquals(3, asked.users(1_000));
    assertEquals(InjectorShare.WHOLE, asked.whole().share());
    assertEquals(12_000, asked.whole().rate(5_000));
  }

  @Test
  void aSimulationThatNeedsTimeHasAWindowThatIsLongEnough() {
    LoadScale smoke = LoadScale.of(Profile.SMOKE);

    LoadScale longer = smoke.withWindowOfAtLeast(Duration.ofSeconds(30));
    assertEquals(Duration.ofSeconds(30), longer.window());
    assertEquals(Duration.ofSeconds(2), longer.rampUp());
    assertEquals(100, longer.rate(5_000));
    assertEquals(smoke, smoke.withWindowOfAtLeast(Duration.ofSeconds(5)));
  }

  /** A fifth of the window, from 2 s up to the profile's ramp. */
  @ParameterizedTest
  @CsvSource({
    "WEEKLY, 5, PT2S",
    "WEEKLY, 10, PT2S",
    "WEEKLY, 20, PT4S",
    "WEEKLY, 50, PT10S",
    "WEEKLY, 86400, PT10S",
    "SMOKE, 86400, PT2S"
  })
  void aShortWindowHasAShortRamp(Profile profile, int seconds, Duration ramp) {
    LoadScale asked =
        new LoadScale(
            profile,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of(Duration.ofSeconds(seconds)),
            OptionalDouble.empty(),
            InjectorShare.WHOLE);

    assertEquals(Duration.ofSeconds(seconds), asked.window());
    assertEquals(ramp, asked.rampUp());
  }

  @Test
  void readsTheSizeOfTheLoadAndTheShareOfThisInjector() {
    Settings settings =
        settings(
            "rate", "3000",
            "users", "250",
            "duration", "10",
            "thinkTimeFactor", "0.5",
            "injector", "2/4",
            "startAt", "2026-05-04T03:00:00Z",
            "injector.barrier", "/shared/barrier");

    assertEquals(
        new LoadScale(
            Profile.QUICK,
            OptionalInt.of(3_000),
            OptionalInt.of(250),
            Optional.of(Duration.ofSeconds(10)),
            OptionalDouble.of(0.5),
            new InjectorShare(2, 4)),
        settings.scale());
    assertEquals(Optional.of(Instant.parse("2026-05-04T03:00:00Z")), settings.startAt());
    assertEquals(Optional.of(Path.of("/shared/barrier")), settings.barrier());
  }

  @ParameterizedTest
  @CsvSource({"rate, 0.5", "rate, 0", "rate, 5k", "users, 1.5", "users, -1", "users, 1000001"})
  void refusesAnImpossibleSizeOfTheLoad(String key, String value) {
    assertEquals(
        "-D%s: expected a whole number from 1 to 1000000, found \"%s\".".formatted(key, value),
        refusal(key, value));
  }

  @Test
  void thinkTimesAreAsLongAsTheProfileOrTheUserSays() {
    Duration full = Duration.ofSeconds(4);

    assertEquals(Duration.ofSeconds(4), LoadScale.of(Profile.QUICK).thinkTime(full));
    assertEquals(Duration.ofSeconds(2), LoadScale.of(Profile.SMOKE).thinkTime(full));
    assertEquals(
        Duration.ofSeconds(10),
        settings("profile", "smoke", "thinkTimeFactor", "2.5").scale().thinkTime(full));
    assertEquals(
        Duration.ofMillis(40), settings("thinkTimeFactor", "0.01").scale().thinkTime(full));
    assertEquals(
        Duration.ofSeconds(400), settings("thinkTimeFactor", "100").scale().thinkTime(full));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.001", "100.01", "-1", "half", "1e1", "0x1"})
  void refusesAnImpossibleFactorOfThinkTimes(String factor) {
    assertEquals(
        "-DthinkTimeFactor: expected a number from 0.01 to 100, found \"%s\".".formatted(factor),
        refusal("thinkTimeFactor", factor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomorrow", "2026-05-04", "2026-05-04T03:00:00", "1777863600000"})
  void refusesAStartThatIsNoTimeInUtc(String startAt) {
    assertEquals(
        "-DstartAt: expected a time in UTC such as 2026-05-04T03:00:00Z, found \"%s\"."
            .formatted(startAt),
        refusal("startAt", startAt));
  }

  private static Settings settings(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(properties);
  }

  private static String refusal(String... keysAndValues) {
    return assertThrows(ConfigurationException.class, () -> settings(keysAndValues)).getMessage();
  }
}
