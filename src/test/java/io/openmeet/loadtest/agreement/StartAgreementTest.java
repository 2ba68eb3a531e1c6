package io.openmeet.loadtest.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A warm-up takes 8 to 120 s, and the load then 22 s until its window opens. */
class StartAgreementTest {
  private static final WarmUpTimes TIMES =
      new WarmUpTimes(Duration.ofSeconds(120), Duration.ofSeconds(8), Duration.ofSeconds(22));

  private static final Instant NOW = Instant.parse("2026-05-04T03:00:00Z");

  @Test
  void asksForNothingWhenOneInjectorMakesTheLoad() {
    StartAgreement none = StartAgreement.of(settings(), TIMES);
    assertTrue(none.isNone());
    assertFalse(none.isWithin(Duration.ofDays(1)));
    assertEquals(Duration.ZERO, none.longestWait());
  }

  @Test
  void refusesOneOfSeveralInjectorsThatAgreeOnNothing() {
    assertEquals(
        "-Dinjector=2/4: expected -Dinjector.barrier=<folder> or -DstartAt=<time> in addition, found neither; the injectors have to agree on when their windows open.",
        assertThrows(
                ConfigurationException.class,
                () -> StartAgreement.of(settings("injector", "2/4"), TIMES))
            .getMessage());
  }

  @Test
  void refusesATimeThatIsPast() {
    String message =
        assertThrows(
                ConfigurationException.class,
                () ->
                    StartAgreement.of(
                        settings("injector", "2/4", "startAt", "2020-05-04T03:00:00Z"), TIMES))
            .getMessage();
    assertTrue(
        message.startsWith(
            "-DstartAt: expected a time in the future, found 2020-05-04T03:00:00Z, which was "),
        message);
  }

  @Test
  void acceptsATimeThatLeavesRoomForAWarmUp() {
    startAt(30).checkTimeLeft();
    assertEquals(
        "-DstartAt: expected a time at least 30.0 s from now, because warm-up and growth of the load take that long, found 2026-05-04T03:00:29Z, which is in 29.0 s; set a later time.",
        assertThrows(ConfigurationException.class, () -> startAt(29).checkTimeLeft()).getMessage());
  }

  @Test
  void countsTheSecondsUntilTheWindowOpens() {
    StartAgreement inHalfAMinute = startAt(30);
    assertEquals("waiting for -DstartAt, 30 s left", inHalfAMinute.progress());
    assertTrue(inHalfAMinute.isWithin(Duration.ofSeconds(30)));
    assertFalse(inHalfAMinute.isWithin(Duration.ofMillis(29_999)));
  }

  /** Before that, 120 s of warm-up and 22 s of growth, settling and notice. */
  @ParameterizedTest
  @CsvSource({"30, 0", "142, 0", "143, 1", "3742, 3600"})
  void beginsTheLoadNoEarlierThanTheLongestWarmUpNeeds(int opensInSeconds, int waitSeconds) {
    assertEquals(Duration.ofSeconds(waitSeconds), startAt(opensInSeconds).untilLoad());
  }

  @Test
  void doesNotWaitWhenTheLoadIsNeededNow() {
    List<String> lines = new ArrayList<>();
    startAt(142).awaitLoad(lines::add);
    assertEquals(List.of(), lines);
  }

  /** The load of this one begins a millisecond after it is asked. */
  @Test
  void saysWhenTheLoadBegins() {
    List<String> lines = new ArrayList<>();
    new GivenInstant(NOW.plusMillis(142_001), TIMES, () -> NOW).awaitLoad(lines::add);
    assertEquals(
        List.of(
            "The load begins at 2026-05-04T03:00:00Z, 142.0 s before -DstartAt (-Dwarmup.max and the load's growth)."),
        lines);
  }

  private static StartAgreement startAt(int seconds) {
    return new GivenInstant(NOW.plusSeconds(seconds), TIMES, () -> NOW);
  }

  private static Settings settings(String... keysAndValues) {
    Properties properties = new Properties();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      properties.setProperty(keysAndValues[i], keysAndValues[i + 1]);
    }
    return Settings.from(properties);
  }
}
