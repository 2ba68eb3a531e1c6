package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.loadtest.statistics.RunStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run of several injectors has the result of the same run by one. */
class MergedRunTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path one;
  @TempDir Path several;

  private static SampleRun sample(String kind) {
    SampleRun run = SampleRun.passing();
    run.distinctKeys = Map.of();
    switch (kind) {
      case "open" -> run.lateMs = user -> user % 50 == 7 ? 3 : 0;
      case "failing" -> {
        run.seconds = 30;
        run.injector = SampleHealth.healthy(30);
        run.responseMs = user -> 20 + user * 37 % 300;
        run.failsEvery = 30;
        run.samples = "create meeting";
      }
      case "closed" -> {
        run.planned = false;
        run.paceMs = 50L;
        run.slaIds = List.of("api-p95", "api-p99", "error-rate", "throughput");
        run.requestNames = List.of("search meetings", "create meeting", "read meeting");
      }
      case "long" -> {
        run.seconds = 60;
        run.injector = SampleHealth.healthy(60);
        run.responseMs = user -> (20 + user * 37 % 100) * (160 + user / 500 * 7 % 23) / 100;
      }
      default -> throw new IllegalArgumentException(kind);
    }
    return run;
  }

  /** The result without what cannot be the same. */
  private static JsonNode comparable(RunResult result) {
    ObjectNode json = JSON.valueToTree(result);
    json.remove("injectors");
    if (json.path("dropped").isObject()) {
      ((ObjectNode) json.path("dropped")).remove("maxInFlight");
    }
    return json;
  }

  @ParameterizedTest
  @CsvSource({
    "open, 2",
    "open, 4",
    "failing, 2",
    "failing, 5",
    "closed, 2",
    "closed, 4",
    "long, 2"
  })
  void hasTheFiguresAndTheVerdictOfTheUndividedRun(String kind, int count) throws IOException {
    SampleRun sample = sample(kind);
    RunResult whole = sample.resultIn(one);

    RunResult merged = RunDirectory.read(sample.writePartsTo(several, count, part -> {}));

    assertEquals(comparable(whole), comparable(merged));
    assertEquals(count, merged.injectors().size());
  }

  /** A late injector, whose users come in bursts, is corrected by its own plan. */
  @Test
  void correctsEachInjectorsLagByItsOwnPlan() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.failsEvery = 0;
    sample.responseMs = user -> 20;
    sample.requestNames = List.of("search meetings");
    // Injector 2/2 has users 1, 3, 5...: those due at 5.01 to 5.99 s all start at 6 s.
    sample.lateMs = user -> user % 2 == 1 && user >= 500 && user < 600 ? 6_000 - user * 10 : 0;

    RunResult merged = RunDirectory.read(sample.writePartsTo(several, 2, part -> {}));

    // 950 requests of 20 ms, and 50 of 30, 50, 70 ... 1,010 ms: ranks 990 and 1,000 by hand.
    assertEquals(20, merged.figures().latency().raw().maxMs());
    assertEquals(20, merged.figures().latency().corrected().p95Ms());
    assertEquals(1_010 - 10 * 20, merged.figures().latency().corrected().p99Ms());
    assertEquals(1_010, merged.figures().latency().corrected().maxMs());
    assertEquals(990, merged.figures().arrivals().lagMaxMs());
    InjectorFigures late = merged.injectors().get(1);
    assertEquals("2/2", late.name());
    assertTrue(late.worst() && !merged.injectors().get(0).worst());
    assertEquals(990, late.longestStallMs());
    assertEquals(12, merged.injectors().get(0).longestStallMs());
    assertEquals(500, late.delivered());
    assertReason(
        merged, "Injector 2/2: The injector's longest stall is 990.0 ms; the limit is 250 ms.");
  }

  @Test
  void showsTheHealthOfTheWorstInjector() throws IOException {
    RunResult merged =
        RunDirectory.read(
            SampleRun.passing()
                .writePartsTo(
                    several,
                    3,
                    part ->
                        part.injector =
                            part.share.index() == 2
                                ? SampleHealth.late(33)
                                : SampleHealth.healthy(10)));

    assertEquals(33, merged.injector().startLagP99Ms());
    assertEquals(
        List.of(false, true, false),
        merged.injectors().stream().map(InjectorFigures::worst).toList());
    assertEquals(RunVerdict.INVALID, merged.outcome().verdict());
    assertReason(
        merged, "Injector 2/3: The injector's start lag P99 is 33.0 ms; the limit is 20 ms.");
  }

  @Test
  void droppedArrivalsAddUp() throws IOException {
    RunResult merged =
        RunDirectory.read(
            SampleRun.passing()
                .writePartsTo(several, 2, part -> part.dropped = 3L * part.share.index()));

    assertEquals(9, merged.figures().dropped().count());
    assertEquals(400, merged.figures().dropped().maxInFlight());
    assertEquals(
        List.of(3L, 6L), merged.injectors().stream().map(InjectorFigures::dropped).toList());
    assertEquals(RunVerdict.FAIL, merged.outcome().verdict());
    assertReason(merged, "9 of 1,000 planned arrivals were dropped");
  }

  /** Each user error, warm-up and cut-off log is its injector's. */
  @Test
  void namesTheInjectorThatIsNotWhole() throws IOException {
    Path run =
        SampleRun.passing()
            .writePartsTo(
                several,
                2,
                part -> {
                  boolean second = part.share.index() == 2;
                  part.userErrors = second ? new UserErrors(3, "no such key") : null;
                  part.warmUp =
                      new WarmUpFigures(
                          20.0 + part.share.index(),
                          WarmUpFigures.Outcome.BOUND,
                          List.of("answers/s"));
                });
    Path log = part(run, 1).resolve(RunDirectory.LOG);
    byte[] bytes = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(bytes, bytes.length - 5));

    RunResult merged = RunDirectory.read(run);

    assertEquals(RunVerdict.INVALID, merged.outcome().verdict());
    assertTrue(merged.outcome().partial());
    assertReason(merged, "Injector 1/2: simulation.log is cut off: ");
    assertReason(merged, "Injector 2/2: Virtual users failed 3 times");
    assertEquals(
        new WarmUpFigures(
            22,
            WarmUpFigures.Outcome.BOUND,
            List.of("injector 1/2: answers/s", "injector 2/2: answers/s")),
        merged.warmUp());
    assertTrue(
        merged.outcome().warnings().get(0).startsWith("Injector 1/2: The window opened after 21 s"),
        merged.outcome().warnings()::toString);
  }

  /** One injector stops for the target's errors; the other one goes on to the end. */
  @Test
  void aStopOfOneInjectorEndsTheWhole() throws IOException {
    RunResult merged =
        RunDirectory.read(
            SampleRun.passing()
                .writePartsTo(
                    several,
                    2,
                    part -> {
                      boolean stops = part.share.index() == 2;
                      part.seconds = stops ? 6 : 10;
                      part.planned = !stops;
                      part.stopped = stops ? Stop.forErrors("60 % of the answers failed.") : null;
                    }));

    assertEquals(RunVerdict.FAIL, merged.outcome().verdict());
    assertEquals(10, merged.identity().window().seconds());
    assertTrue(merged.outcome().partial());
    assertReason(merged, "The run was stopped: injector 2/2: 60 % of the answers failed.");
    assertEquals(500 + 300, merged.figures().totals().count());
  }

  /** Broken levels of a stalled injector's seconds are no evidence, whoever sent the request. */
  @Test
  void aStallOfOneInjectorExcusesTheAnswersToAll() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.failsEvery = 0;
    sample.responseMs = user -> user >= 200 && user < 300 ? 900 : 20;
    RunResult merged =
        RunDirectory.read(
            sample.writePartsTo(
                several,
                2,
                part ->
                    part.injector =
                        SampleHealth.stoodStill(
                            10, part.share.index() == 2 ? 300 : 10, second -> second == 2)));

    assertEquals(RunVerdict.INVALID, merged.outcome().verdict());
    assertReason(merged, "Injector 2/2: The injector's longest stall is 300.0 ms");
    assertReason(merged, "because it stood still or caught up for ");
  }

  /** What the injectors' own folders contain is the same after every report. */
  @Test
  void gatlingGetsTheWindowOfAllLogsTogether() throws IOException {
    SampleRun sample = sample("open");
    Path whole = sample.writeTo(one);
    Path merged = sample.writePartsTo(several, 4, part -> {});
    RunDirectory.leaveTheWindowToGatling(whole, RunDirectory.observations(whole).orElseThrow());
    assertTrue(RunDirectory.isIn(merged));

    RunDirectory.leaveTheWindowToGatling(merged, RunDirectory.observations(merged).orElseThrow());
    Path log = merged.resolve(RunDirectory.LOG);
    byte[] first = Files.readAllBytes(log);
    RunDirectory.leaveTheWindowToGatling(merged, RunDirectory.observations(merged).orElseThrow());

    assertArrayEquals(first, Files.readAllBytes(log));
    assertFalse(Files.exists(merged.resolve(RunDirectory.WHOLE_LOG)));
    assertEquals(log, RunDirectory.log(merged));
    RunStatistics of4 = RunStatistics.read(log, sample.window());
    RunStatistics of1 = RunStatistics.read(whole.resolve(RunDirectory.LOG), sample.window());
    assertTrue(of4.end().isProvenWhole());
    assertEquals(of1.users(), of4.users());
    assertEquals(of1.inFlight(), of4.inFlight());
    assertEquals(of1.seconds(), of4.seconds());
    assertEquals(of1.errors(), of4.errors());
    assertEquals(of1.total().all().figures(), of4.total().all().figures());
  }

  /** Never a pass, and no other exception. */
  @Test
  void randomDamageOfOneLogIsInvalid() throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.seconds = 2;
    Path run = sample.writePartsTo(several, 2, part -> {});
    Path log = part(run, 2).resolve(RunDirectory.LOG);
    byte[] whole = Files.readAllBytes(log);
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length - 1));
      for (int hit = 0; hit < 5; hit++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      }
      Files.write(log, damaged);

      assertEquals(RunVerdict.INVALID, RunDirectory.read(run).outcome().verdict());
    }
  }

  static Path part(Path run, int index) {
    return run.resolve(RunDirectory.INJECTORS).resolve(SampleRun.FOLDER + "-" + index);
  }

  private static void assertReason(RunResult result, String sentence) {
    assertTrue(
        result.outcome().reasons().stream().anyMatch(reason -> reason.contains(sentence)),
        () -> sentence + " is not in " + result.outcome());
  }
}
