package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.LoadScale;
import io.openmeet.loadtest.settings.Profile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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

  /** Above full intensity, the limits stay those of full intensity. */
  @ParameterizedTest
  @CsvSource({
    "QUICK, 1, 1, 1",
    "SMOKE, 0.02, 0.02, 0.02",
    "DAILY, 0.02, 0.1, 0.2",
    "WEEKLY, 1, 1, 1",
    "PRERELEASE, 1, 1, 1"
  })
  void limitsShrinkWithTheProfile(Profile profile, double api, double auth, double upload) {
    LoadScale scale = LoadScale.of(profile);
    assertEquals(api, limitRatio(Load.arrivalsPerSecond(5_000), scale));
    assertEquals(auth, limitRatio(PASSING, scale));
    assertEquals(upload, limitRatio(Load.residentUsers(500), scale));
  }

  /** A rate of 12,000 instead of 5,000, and 300 users instead of 1,000. */
  @Test
  void limitsFollowTheSizeThatTheUserAsksFor() {
    LoadScale scale = asked(12_000, 300, InjectorShare.WHOLE);
    assertEquals(2.4, limitRatio(Load.arrivalsPerSecond(5_000), scale));
    assertEquals(0.3, limitRatio(PASSING, scale));
    assertEquals(0.3, limitRatio(Load.residentUsers(1_000), scale));
  }

  @Test
  void eachInjectorComesWithItsPartOfTheLoad() {
    LoadScale second = asked(250, 22, new InjectorShare(2, 4));
    assertEquals(
        "RampRateOpenInjection(6.3125,63.125,5 seconds), ConstantRateOpenInjection(63.125,49 seconds)",
        steps(Load.arrivalsPerSecond(5_000), second));
    assertEquals(62.5 / 5_000, limitRatio(Load.arrivalsPerSecond(5_000), second), 1e-9);
    // 5, 6, 5 and 6 of 22 users; each of them stays for 10 s.
    assertEquals("ConstantRateOpenInjection(0.6,61 seconds)", steps(PASSING, second));
    assertEquals(6, PASSING.usersAtOnce(second));
    assertEquals(6.0 / 1_000, limitRatio(PASSING, second), 1e-12);
    // And 1, 1, 1 and 2 of 5 spare ones.
    assertEquals("RampOpenInjection(7,5 seconds)", steps(Load.residentUsers(1_000), second));
  }

  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void thePartsOfAllInjectorsAreTheWhole(int size, int injectors) {
    LoadScale whole = asked(size, size, InjectorShare.WHOLE);
    List<LoadScale> parts =
        IntStream.rangeClosed(1, injectors)
            .mapToObj(index -> asked(size, size, new InjectorShare(index, injectors)))
            .toList();
    for (Load load : List.of(Load.arrivalsPerSecond(5_000), PASSING, Load.residentUsers(500))) {
      assertEquals(
          limitRatio(load, whole), sum(parts, part -> limitRatio(load, part)), 1e-9 * size);
      assertEquals(
          load.plannedPerSecond(whole).orElse(0),
          sum(parts, part -> load.plannedPerSecond(part).orElse(0)),
          1e-9 * size);
      assertEquals(load.residents(whole), (int) sum(parts, load::residents));
      assertEquals(load.usersAtOnce(whole), (long) sum(parts, load::usersAtOnce));
    }
  }

  /** Otherwise an injector could not reach its part of a limit. */
  @ParameterizedTest
  @MethodSource("sizesAndInjectors")
  void noInjectorPlansLessThanItHasToReach(int size, int injectors) {
    for (int index = 1; index <= injectors; index++) {
      LoadScale part = asked(size, size, new InjectorShare(index, injectors));
      Load arrivals = Load.arrivalsPerSecond(5_000);
      Load residents = Load.residentUsers(5_000);
      assertTrue(
          arrivals.plannedPerSecond(part).orElseThrow() >= 5_000 * limitRatio(arrivals, part));
      assertTrue(
          PASSING.plannedPerSecond(part).orElseThrow() * 10
              >= 1_000 * limitRatio(PASSING, part) - 1e-9);
      assertTrue(residents.residents(part) >= 5_000 * limitRatio(residents, part) - 1e-9);
    }
  }

  static Stream<Arguments> sizesAndInjectors() {
    Random random = new Random(17);
    return Stream.concat(
        Stream.of(arguments(1, 1), arguments(7, 7), arguments(1_000, 3), arguments(999_999, 1_000)),
        Stream.generate(
                () -> {
                  int injectors = 1 + random.nextInt(64);
                  return arguments(injectors + random.nextInt(20_000), injectors);
                })
            .limit(60));
  }

  /**
   * At the end of growth (5 s) and settling (15 s), notice (2 s), window (30 s) and overlap (2 s)
   * there were 54 s of arrivals; users who stay for 10 to 11 s grow for 12 s instead of 5 s.
   */
  @Test
  void saysHowManyArriveInAll() {
    LoadScale quick = LoadScale.of(Profile.QUICK);

    assertEquals(5_050 * 54, Load.arrivalsPerSecond(5_000).arrivals(quick));
    assertEquals(
        100 * 61,
        Load.passingUsers(1_000, Duration.ofSeconds(10), Duration.ofSeconds(11)).arrivals(quick));
    assertEquals(0, Load.residentUsers(2_000).arrivals(quick));
  }

  private static double limitRatio(Load load, LoadScale scale) {
    return new AskedLoad(load, scale).limitRatio();
  }

  private static double sum(List<LoadScale> parts, ToDoubleFunction<LoadScale> figure) {
    return parts.stream().mapToDouble(figure).sum();
  }

  private static LoadScale asked(int rate, int users, InjectorShare share) {
    return new LoadScale(
        Profile.QUICK,
        OptionalInt.of(rate),
        OptionalInt.of(users),
        Optional.empty(),
        OptionalDouble.empty(),
        share);
  }

  /** Gatling's text form of its steps. */
  private static String steps(Load load, Profile profile) {
    return steps(load, LoadScale.of(profile));
  }

  private static String steps(Load load, LoadScale scale) {
    return String.join(
        ", ", load.steps(scale).stream().map(step -> step.asScala().toString()).toList());
  }
}
