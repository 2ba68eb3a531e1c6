package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentTest {
  private static final List<String> BASELINE = List.of("-Dreference.tuning=baseline");
  private static final List<String> OPTIMIZED = List.of("-Dreference.tuning=optimized");

  @TempDir Path temporary;

  private Path project;
  private Path folder;
  private FakeMaven maven;

  @BeforeEach
  void makeProject() throws IOException {
    project = Files.createDirectories(temporary.resolve("load tests"));
    folder = project.resolve("experiments").resolve("tuning");
    maven =
        new FakeMaven(temporary.resolve("maven"))
            .giving("baseline", answeringIn(125))
            .giving("optimized", answeringIn(100));
  }

  /** All answers take as long, except one in 200, which fails. */
  private static SampleRun answeringIn(int ms) {
    SampleRun run = SampleRun.passing();
    run.responseMs = user -> ms;
    return run;
  }

  private static SampleRun invalid() {
    SampleRun run = SampleRun.passing();
    run.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;
    return run;
  }

  private static ExperimentPlan plan(int pairs) {
    return new ExperimentPlan(
        "tuning",
        "io.openmeet.loadtest.simulations.ApiSimulation",
        "smoke",
        BASELINE,
        OPTIMIZED,
        pairs);
  }

  /** Returns the runs that began. */
  private List<String> run(Experiment experiment) throws Exception {
    List<String> began = new ArrayList<>();
    experiment.run(
        new MavenRuns(
            project,
            project.resolve("target/gatling"),
            Map.of("MAVEN_HOME", temporary.resolve("maven").toString())),
        new Experiment.Progress() {
          @Override
          public void begins(ScheduledRun run, Path log) {
            began.add(run.folder());
          }

          @Override
          public void ended(ExperimentRun run) {}
        });
    return began;
  }

  private static MetricComparison metric(ExperimentResult result, String id) {
    return result.comparisons().stream()
        .filter(comparison -> comparison.metric().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void eachSideGoesFirstInEverySecondPair() {
    assertEquals(
        List.of("01-A", "01-B", "02-B", "02-A", "03-A", "03-B", "04-B", "04-A"),
        ScheduledRun.of(plan(4)).stream().map(ScheduledRun::folder).toList());
  }

  @Test
  void everyRunIsAMavenProcessWithTheOptionsOfItsSide() throws Exception {
    run(Experiment.begin(plan(2), folder));

    String common =
        " -Dgatling.simulationClass=io.openmeet.loadtest.simulations.ApiSimulation -Dprofile=smoke -Dhistory="
            + folder.resolve("history");
    String a = "-B gatling:test -Dreference.tuning=baseline" + common;
    String b = "-B gatling:test -Dreference.tuning=optimized" + common;
    assertEquals(List.of(a, b, b, a), maven.calls());
  }

  /** 100 ms against 125 ms is a ratio of 0.8 in each pair. */
  @Test
  void findsTheFasterSide() throws Exception {
    Experiment experiment = Experiment.begin(plan(4), folder);
    run(experiment);

    ExperimentResult result = experiment.result();

    assertEquals(List.of(1, 2, 3, 4), result.usablePairs());
    assertEquals(List.of(), result.leftOut());
    MetricComparison p95 = metric(result, "p95");
    assertEquals(0.8, p95.ratio(), 1e-9);
    assertEquals(ValueRange.exact(125), rounded(p95.a()));
    assertEquals(ValueRange.exact(100), rounded(p95.b()));
    assertEquals(Outcome.FASTER, p95.outcome());
    assertEquals(Outcome.EQUIVALENT, metric(result, "level:cache-hit-ratio").outcome());
    // All that is known is the bucket, which is the same in every run.
    MetricComparison database = metric(result, "level:database-p95");
    assertEquals(new ValueRange(5, 10), database.a());
    assertNull(database.ratio());
    assertEquals(Outcome.INCONCLUSIVE, database.outcome());
  }

  private static ValueRange rounded(ValueRange figure) {
    return ValueRange.exact(Math.round(figure.low() * 1e6) / 1e6);
  }

  @Test
  void goesOnWithTheRunsThatAreMissing() throws Exception {
    maven.refusesAtCall(4);
    IOException refused =
        assertThrows(IOException.class, () -> run(Experiment.begin(plan(3), folder)));
    assertEquals(
        "`mvn gatling:test` ended with exit code 1 and without a result: The target is down. Maven's output is in %s."
            .formatted(folder.resolve("02-A/maven.log")),
        refused.getMessage());

    assertEquals(List.of("02-A", "03-A", "03-B"), run(Experiment.begin(plan(3), folder)));
    assertEquals(List.of(), run(Experiment.open(folder)));

    assertEquals(3 * 2 + 1, maven.calls().size());
    assertEquals(List.of(1, 2, 3), Experiment.open(folder).result().usablePairs());
  }

  @Test
  void aPlanThatChangedIsRefused() throws Exception {
    Experiment.begin(plan(3), folder);

    ConfigurationException refused =
        assertThrows(ConfigurationException.class, () -> Experiment.begin(plan(4), folder));

    assertEquals(
        "%s: this experiment was started with another plan: pairs was 3 and is now 4. Its plan cannot change; give another --name, or continue it with --resume tuning."
            .formatted(folder),
        refused.getMessage());
    assertEquals(3, Experiment.open(folder).plan().pairs());
  }

  @Test
  void aPairWithAnInvalidRunIsLeftOutAndNotRepeated() throws Exception {
    maven.givingAtCall(3, invalid());
    Experiment experiment = Experiment.begin(plan(4), folder);
    run(experiment);

    ExperimentResult result = experiment.result();

    assertEquals(8, maven.calls().size());
    assertEquals(List.of(1, 3, 4), result.usablePairs());
    assertEquals(RunVerdict.INVALID, result.runs().get(2).verdict());
    assertEquals(
        List.of(
            "Pair 2 is left out: run B is INVALID. The injector's start lag P99 is 1,900.0 ms; the limit is 20 ms. Use more CPU cores, or stop other programs on this machine."),
        result.leftOut());
    assertEquals(3, metric(result, "p95").pairs());
  }

  @Test
  void aRunThatFailsIsEvidence() throws Exception {
    SampleRun slow = answeringIn(300);
    maven.givingAtCall(2, slow).givingAtCall(3, slow).givingAtCall(6, slow);
    Experiment experiment = Experiment.begin(plan(3), folder);
    run(experiment);

    ExperimentResult result = experiment.result();

    assertEquals(RunVerdict.FAIL, result.runs().get(1).verdict());
    assertEquals(List.of(1, 2, 3), result.usablePairs());
    assertEquals(Outcome.SLOWER, metric(result, "mean").outcome());
  }

  @Test
  void twoPairsHaveNoVerdict() throws Exception {
    Experiment experiment = Experiment.begin(plan(2), folder);
    run(experiment);

    MetricComparison p95 = metric(experiment.result(), "p95");

    assertEquals(0.8, p95.ratio(), 1e-9);
    assertNull(p95.outcome());
    assertNull(p95.p());
    assertNull(p95.low());
  }

  @Test
  void aRunOnAnotherMachineIsLeftOut() throws Exception {
    Experiment experiment = Experiment.begin(plan(3), folder);
    run(experiment);
    Path results = folder.resolve("03-B/results.json");
    Files.writeString(results, Files.readString(results).replace("0123456789ab", "ba9876543210"));

    assertEquals(
        List.of(
            "Pair 3 is left out: run B was made on another machine, with another Java or with other limits than before: expected the fingerprint 0123456789ab, found ba9876543210."),
        experiment.result().leftOut());
  }

  @Test
  void namesAFileThatIsDamaged() throws Exception {
    Experiment experiment = Experiment.begin(plan(1), folder);
    run(experiment);
    Path results = folder.resolve("01-A/results.json");
    Files.writeString(results, "{");

    IOException damaged = assertThrows(IOException.class, experiment::result);

    assertTrue(damaged.getMessage().startsWith(results + ": is malformed: "), damaged.getMessage());
  }
}
