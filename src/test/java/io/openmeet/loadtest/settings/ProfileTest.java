package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileTest {

  @ParameterizedTest
  @CsvSource({
    "QUICK, 5000, 5000",
    "QUICK, 1000, 1000",
    "QUICK, 500, 500",
    "QUICK, 2000, 2000",
    "SMOKE, 5000, 100",
    "SMOKE, 1000, 20",
    "SMOKE, 500, 10",
    "SMOKE, 2000, 40",
    "DAILY, 5000, 100",
    "DAILY, 1000, 100",
    "DAILY, 500, 100",
    "DAILY, 2000, 100",
    "WEEKLY, 5000, 5000",
    "WEEKLY, 1000, 1000",
    "WEEKLY, 500, 500",
    "WEEKLY, 2000, 2000",
    "PRERELEASE, 5000, 10000",
    "PRERELEASE, 1000, 2000",
    "PRERELEASE, 500, 1000",
    "PRERELEASE, 2000, 4000"
  })
  void scalesTheLoad(Profile profile, int full, int scaled) {
    assertEquals(scaled, profile.scale(full));
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "49, 1", "50, 1", "51, 2", "100, 2", "350, 7"})
  void roundsUpToWholeUsers(int full, int scaled) {
    assertEquals(scaled, Profile.SMOKE.scale(full));
  }

  @ParameterizedTest
  @CsvSource({"99, 99", "100, 100", "101, 100"})
  void capsOnlyWhatIsAboveTheCap(int full, int scaled) {
    assertEquals(scaled, Profile.DAILY.scale(full));
  }

  @ParameterizedTest
  @CsvSource({
    "QUICK, PT5S, PT30S",
    "SMOKE, PT2S, PT5S",
    "DAILY, PT5S, PT1M",
    "WEEKLY, PT10S, PT10M",
    "PRERELEASE, PT10S, PT2M"
  })
  void hasItsRampUpAndMeasuredWindow(Profile profile, Duration rampUp, Duration window) {
    assertEquals(rampUp, profile.rampUp());
    assertEquals(window, profile.window());
  }
}
