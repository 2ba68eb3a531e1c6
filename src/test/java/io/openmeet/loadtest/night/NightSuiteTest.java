package io.openmeet.loadtest.night;

import static io.openmeet.loadtest.night.SampleNight.API;
import static io.openmeet.loadtest.night.SampleNight.AUTH;
import static io.openmeet.loadtest.results.RunVerdict.FAIL;
import static io.openmeet.loadtest.results.RunVerdict.INVALID;
import static io.openmeet.loadtest.results.RunVerdict.PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightSuiteTest {
  @TempDir private Path results;
  private final List<String> made = new ArrayList<>();
  private final Deque<RunVerdict> verdicts = new ArrayDeque<>();
  private Nights nights;
  private Night begun;

  @BeforeEach
  void begin() {
    nights = new Nights(results);
    begun = Night.begun("n1", "2026-05-04T03:00:00Z", SampleNight.PLAN);
  }

  @Test
  void runsEachSimulationOnceInItsOrder() throws Exception {
    Night night = run(PASS, PASS);

    assertEquals(List.of(API + " 1", AUTH + " 1"), made);
    assertEquals(PASS, night.verdict());
  }

  @Test
  void repeatsAnInvalidRunOnce() throws Exception {
    Night night = run(INVALID, PASS, FAIL);

    assertEquals(List.of(API + " 1", API + " 2", AUTH + " 1"), made);
    assertEquals(List.of(2, 1), night.lastRuns().stream().map(NightRun::attempt).toList());
    assertEquals(FAIL, night.verdict());
  }

  @Test
  void doesNotRepeatItTwice() throws Exception {
    assertEquals(INVALID, run(INVALID, INVALID, PASS).verdict());
    assertEquals(List.of(API + " 1", API + " 2", AUTH + " 1"), made);
  }

  /** FAIL is evidence against the target, whatever the other runs could not show. */
  @ParameterizedTest
  @CsvSource({"PASS, PASS, PASS", "PASS, FAIL, FAIL", "FAIL, PASS, FAIL"})
  void theVerdictIsThatOfTheWorst(RunVerdict api, RunVerdict auth, RunVerdict night)
      throws Exception {
    assertEquals(night, run(api, auth).verdict());
  }

  @Test
  void aBrokenLevelStandsAboveAnInvalidRun() throws Exception {
    assertEquals(FAIL, run(FAIL, INVALID, INVALID).verdict());
  }

  @Test
  void goesOnWhereItWasInterrupted() throws Exception {
    verdicts.addAll(List.of(INVALID, PASS));
    assertThrows(IOException.class, () -> suite().run(begun));
    made.clear();

    verdicts.add(PASS);
    Night night = suite().run(nights.all().get(0));

    assertEquals(List.of(AUTH + " 1"), made);
    assertEquals(
        List.of(INVALID, PASS, PASS), night.runs().stream().map(NightRun::verdict).toList());
  }

  /** It is not repeated, and neither helps nor harms the night. */
  @Test
  void aSimulationThatWasLeftOutHasNoPartInTheVerdict() {
    Night night = begun.with(NightRun.leftOut(API, "no browser"));

    assertEquals(INVALID, night.verdict());
    assertEquals(PASS, night.with(SampleNight.run(AUTH, 1, "a", PASS)).verdict());
    assertEquals(FAIL, night.with(SampleNight.run(AUTH, 1, "a", FAIL)).verdict());
    assertEquals(INVALID, night.with(NightRun.leftOut(AUTH, "no browser")).verdict());
  }

  @Test
  void aSimulationThatWasLeftOutIsNotRepeated() throws Exception {
    verdicts.add(PASS);
    Night night = suite().run(begun.with(NightRun.leftOut(API, "no browser")));

    assertEquals(List.of(AUTH + " 1"), made);
    assertEquals(PASS, night.verdict());
  }

  @Test
  void aNightWithoutAllItsRunsIsInvalid() {
    assertEquals(INVALID, begun.with(SampleNight.run(API, 1, "a", PASS)).verdict());
  }

  private Night run(RunVerdict... of) throws Exception {
    verdicts.addAll(List.of(of));
    return suite().run(begun);
  }

  private NightSuite suite() {
    return new NightSuite(
        nights,
        (simulation, attempt, output) -> {
          if (verdicts.isEmpty()) {
            throw new IOException("the disk is full");
          }
          made.add(simulation + " " + attempt);
          return SampleNight.run(simulation, attempt, "run-" + made.size(), verdicts.poll());
        },
        new NightSuite.Progress() {
          @Override
          public void begins(String simulation, int attempt, Path output) {}

          @Override
          public void ended(NightRun run) {}
        });
  }
}
