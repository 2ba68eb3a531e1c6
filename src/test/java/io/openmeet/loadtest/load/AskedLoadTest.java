package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskedLoadTest {
  private static final Load ARRIVALS = Load.arrivalsPerSecond(5_000);
  private static final Load PASSING =
      Load.passingUsers(1_000, Duration.ofSeconds(10), Duration.ofSeconds(11));
  private static final Load RESIDENTS = Load.residentUsers(2_000);

  @Test
  void aRateIsRefusedForALoadOfUsers() {
    for (Load load : List.of(PASSING, RESIDENTS)) {
      assertEquals(
          "-Drate: has no effect on SearchSimulation, whose load is a number of users; set -Dusers instead.",
          refusal("SearchSimulation", load, "rate=100"));
    }
  }

  @Test
  void aNumberOfUsersIsRefusedForALoadWithARate() {
    assertEquals(
        "-Dusers: has no effect on ApiSimulation, whose load is a number of requests/s; set -Drate instead.",
        refusal("ApiSimulation", ARRIVALS, "users=100"));
  }

  @Test
  void eachSimulationOfASuiteTakesItsOwnSize() {
    LoadScale scale = scale("rate=300", "users=40");
    for (Load load : List.of(ARRIVALS, PASSING, RESIDENTS)) {
      assertDoesNotThrow(() -> new AskedLoad(load, scale).check("AnySimulation"));
    }
    assertEquals(300, ARRIVALS.size(scale));
    assertEquals(40, PASSING.size(scale));
    assertEquals(40, RESIDENTS.size(scale));
  }

  @Test
  void moreInjectorsThanUsersAreRefusedByAllOfThem() {
    assertEquals(
        "-Dinjector=1/41: expected 40 injectors at most, because the load is 40 users and each makes at least one, found 41; use fewer injectors, or set a higher -Dusers.",
        refusal("SearchSimulation", RESIDENTS, "profile=smoke", "injector=1/41"));
    assertDoesNotThrow(
        () ->
            new AskedLoad(RESIDENTS, scale("profile=smoke", "injector=40/40"))
                .check("SearchSimulation"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile=quick | ",
        "rate=5000 duration=30 injector=1/1 | ",
        "profile=smoke rate=3000 | 3,000 requests/s",
        "duration=10 | window 10 s",
        "thinkTimeFactor=1 | ",
        "thinkTimeFactor=2 | think time x 2",
        "thinkTimeFactor=0.25 injector=2/4 | think time x 0.25, injector 2/4",
        "profile=smoke thinkTimeFactor=1 | think time x 1",
        "rate=12000 duration=90 injector=2/4 | 12,000 requests/s, window 90 s, injector 2/4"
      })
  void saysWhatIsOtherThanInTheProfile(String properties, String changes) {
    assertEquals(
        changes == null ? "" : changes,
        String.join(", ", asked(ARRIVALS, properties.split(" ")).changes()));
  }

  @Test
  void saysHowManyUsersAreAskedFor() {
    assertEquals(List.of("1,500 users"), asked(RESIDENTS, "users=1500").changes());
  }

  /** Its fingerprint stays what it was before sizes could be asked for. */
  @Test
  void aLoadAsInItsProfileIsDescribedByFullSizeAndWindow() {
    assertEquals("5000 at full intensity, PT30S", asked(ARRIVALS, "profile=quick").description());
    assertEquals(
        "5000 at full intensity, PT30S", asked(ARRIVALS, "rate=5000", "duration=30").description());
  }

  @Test
  void aLoadWithAnotherThinkTimeIsAnother() {
    assertEquals(
        "2000 at full intensity, PT30S, think time x 2",
        asked(RESIDENTS, "thinkTimeFactor=2").description());
  }

  @Test
  void allInjectorsOfALoadHaveTheSameDescription() {
    assertEquals(
        "5000 at full intensity, PT10S, 3,000 requests/s, 4 injectors",
        asked(ARRIVALS, "rate=3000", "duration=10", "injector=1/4").description());
    assertEquals(
        asked(ARRIVALS, "injector=1/4").description(),
        asked(ARRIVALS, "injector=4/4").description());
    assertNotEquals(
        asked(ARRIVALS, "injector=1/4").description(),
        asked(ARRIVALS, "injector=1/2").description());
  }

  private static AskedLoad asked(Load load, String... properties) {
    return new AskedLoad(load, scale(properties));
  }

  private static LoadScale scale(String... keysAndValues) {
    Properties properties = new Properties();
    for (String property : keysAndValues) {
      properties.setProperty(property.split("=")[0], property.split("=")[1]);
    }
    return Settings.from(properties).scale();
  }

  private static String refusal(String simulation, Load load, String... properties) {
    return assertThrows(
            ConfigurationException.class, () -> asked(load, properties).check(simulation))
        .getMessage();
  }
}
