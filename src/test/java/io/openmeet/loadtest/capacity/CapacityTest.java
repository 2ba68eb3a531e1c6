package io.openmeet.loadtest.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.capacity.Capacity.InjectorsOwn;
import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.capacity.CapacityStudy.Conclusion;
import io.openmeet.loadtest.launch.InjectorRun;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole searches, whose runs are scripts. */
class CapacityTest {
  private static final String SIMULATION = "io.openmeet.loadtest.simulations.ApiSimulation";

  @TempDir private Path folder;
  private FakeLoadTest fake;
  private final List<String> lines = new ArrayList<>();

  private final Capacity.Progress progress =
      new Capacity.Progress() {
        @Override
        public void searches(CapacityPlan plan, Path path, int ended) {
          lines.add(plan.subject() + " after " + ended);
        }

        @Override
        public void begins(int number, TrialInput input, Duration remaining) {
          lines.add("begins " + number);
        }

        @Override
        public void ended(int number, CapacityTrial trial) {
          lines.add(trial.trial().outcome() + " " + trial.trial().load());
        }
      };

  @BeforeEach
  void prepare() throws IOException {
    fake = new FakeLoadTest(folder.resolve("fake"));
  }

  private static CapacityPlan plan(int from) {
    return new CapacityPlan(
        SIMULATION,
        Subject.TARGET,
        LoadUnit.RATE,
        new TreeMap<>(
            Map.of("reference.tuning", "baseline", "injector.heap", "2g", "warmup.max", "30")),
        "a machine",
        new CapacitySearch(SearchGoal.STANDARD, from, 1, 1_000_000, 40));
  }

  private CapacityStudy find(String name, CapacityPlan plan, InjectorsOwn own)
      throws IOException, InterruptedException {
    return new Capacity(folder.resolve("capacity"), fake, fake, Clock.systemUTC())
        .find(name, plan, SlaBook.standard(), own, progress);
  }

  private CapacityStudy find() throws IOException, InterruptedException {
    return find("one", plan(1_000), InjectorsOwn.MEASURED);
  }

  private CapacityStudy findTarget(String name) throws IOException, InterruptedException {
    return find(name, plan(600), InjectorsOwn.LEFT_OUT);
  }

  @Test
  void measuresTheInjectorFirstAndThenTheTarget() throws Exception {
    CapacityStudy study = find();

    assertEquals(Conclusion.FOUND, study.conclusion());
    assertTrue(study.isRegular());
    assertTrue(
        study.result().lower() <= 700
            && 700 < study.result().upper()
            && study.result().upper() - study.result().lower() <= 0.05 * study.result().upper(),
        () -> study.result().toString());
    assertEquals(List.of(10_000, 20_000, 40_000), fake.loads(FakeLoadTest.BARE).subList(0, 3));
    assertEquals(20_000, study.injector().lower());
    assertTrue(study.injector().upper() > 20_000, () -> study.injector().toString());
    assertEquals(20_000, study.plan().search().most());
    assertEquals("INJECTOR after 0", lines.get(0));
    assertTrue(lines.contains("TARGET after 0"));
  }

  @Test
  void eachTrialIsARunWithItsLoadAndLengthAgainstOneServer() throws Exception {
    find();

    InjectorRun first =
        fake.runs.stream()
            .filter(run -> run.properties().get("rate").equals("1000"))
            .findFirst()
            .orElseThrow();
    assertEquals(SIMULATION, first.simulation());
    assertEquals(
        Map.of(
            "rate", "1000",
            "duration", "10",
            "baseUrl", "http://target.invalid",
            "loadtest.targetKind", "a fake",
            "history", folder.resolve("capacity/one/history").toString(),
            "injector.heap", "2g",
            "warmup.max", "30",
            "metrics.port", "off",
            "gatling.noReports", "true"),
        first.properties());
    // The bare handler needs the target's answers, so it starts second and ends first.
    assertEquals(List.of(FakeLoadTest.TARGET, FakeLoadTest.BARE), fake.started);
    assertEquals(List.of(FakeLoadTest.BARE, FakeLoadTest.TARGET), fake.ended);
  }

  /** The runs have the password, no file has; the same command goes on with another one. */
  @Test
  void noFileOfASearchHasItsSecrets() throws Exception {
    find("one", withPassword("pa55word"), InjectorsOwn.LEFT_OUT);
    find("one", withPassword("pa55word, changed"), InjectorsOwn.LEFT_OUT);

    assertTrue(
        fake.runs.stream()
            .allMatch(
                run ->
                    "pa55word".equals(run.properties().get("javax.net.ssl.trustStorePassword"))));
    try (Stream<Path> files = Files.walk(folder.resolve("capacity"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("pa55word"), file::toString);
      }
    }
    CapacityPlan stored = new CapacityFolder(folder.resolve("capacity/one")).plan();
    assertEquals("...", stored.properties().get("javax.net.ssl.trustStorePassword"));
    assertEquals(
        withPassword("pa55word"),
        stored.withSecrets(Map.of("javax.net.ssl.trustStorePassword", "pa55word")));
  }

  private static CapacityPlan withPassword(String password) {
    CapacityPlan plan = plan(600);
    return new CapacityPlan(
        plan.simulation(),
        plan.subject(),
        plan.unit(),
        new TreeMap<>(Map.of("javax.net.ssl.trustStorePassword", password)),
        plan.machine(),
        plan.search());
  }

  @Test
  void measuresTheInjectorOnceForAllSearchesUnlessTold() throws Exception {
    find();
    int trials = fake.loads(FakeLoadTest.BARE).size();
    find("two", plan(1_000), InjectorsOwn.MEASURED);
    assertEquals(trials, fake.loads(FakeLoadTest.BARE).size());
    find("three", plan(1_000), InjectorsOwn.MEASURED_AGAIN);
    assertEquals(2 * trials, fake.loads(FakeLoadTest.BARE).size());
    assertNull(find("four", plan(1_000), InjectorsOwn.LEFT_OUT).injector());
    assertEquals(2 * trials, fake.loads(FakeLoadTest.BARE).size());
  }

  @Test
  void runsAgainstTheBareHandlerNeedNoMetricsOfADatabase() throws Exception {
    find();

    InjectorRun bare = fake.runs.get(0);
    assertEquals("http://bare.invalid", bare.properties().get("baseUrl"));
    SlaBook levels = SlaBook.read(Path.of(bare.properties().get("slas")));
    assertEquals(Sla.WhenMissing.SKIP, levels.get("database-p95").whenMissing());
    assertEquals(SlaBook.standard().get("api-p95"), levels.get("api-p95"));
    assertFalse(bare.properties().containsKey("warmup.max"));
    assertEquals("2g", bare.properties().get("injector.heap"));
  }

  @Test
  void saysAtLeastWhenTheTargetBearsAllThatTheInjectorMakes() throws Exception {
    fake.limit = 100_000;
    CapacityStudy study = find();

    assertEquals(Conclusion.INJECTOR_LIMITED, study.conclusion());
    assertFalse(study.isRegular());
    assertEquals(20_000, study.result().lower());
    assertNull(study.result().upper());
  }

  @Test
  void aLimitAtThatOfTheInjectorIsTheInjectors() throws Exception {
    fake.limit = 19_500;
    CapacityStudy study = find();

    assertEquals(20_000, study.result().upper());
    assertEquals(Conclusion.INJECTOR_LIMITED, study.conclusion());
  }

  @Test
  void namesTheTrialThatTheInjectorCouldNotMake() throws Exception {
    fake.limit = 100_000;
    fake.invalidAbove = 3_000;
    CapacityStudy study = findTarget("one");

    assertEquals(Conclusion.INJECTOR_LIMITED, study.conclusion());
    assertTrue(study.result().lower() > 2_800, () -> study.result().toString());
    assertTrue(
        study.invalid().reasons().get(0).contains("50.00 %"), study.invalid().reasons()::toString);
  }

  @Test
  void namesTheLevelThatStopsTheTarget() throws Exception {
    CapacityTrial failing = findTarget("one").failing();

    assertTrue(failing.trial().load() > 700);
    assertEquals(
        List.of("api-p95"), failing.broken().stream().map(level -> level.id()).limit(1).toList());
  }

  @Test
  void goesOnAfterARunWithoutAResultAndGivesTheSame() throws Exception {
    CapacityStudy whole = findTarget("whole");
    fake.refused = fake.runs.size() + 3;
    String message = assertThrows(IOException.class, () -> findTarget("again")).getMessage();

    assertTrue(
        message.startsWith(
            "The trial ended with exit code 1 and without a result: The target is down."),
        message);
    CapacityStudy again = findTarget("again");
    assertEquals(whole.result(), again.result());
    assertEquals(
        whole.trials().stream().map(CapacityTrial::trial).toList(),
        again.trials().stream().map(CapacityTrial::trial).toList());
    assertTrue(lines.contains("TARGET after 2"), lines::toString);
  }

  @Test
  void aSearchThatIsOverNeedsNoServer() throws Exception {
    CapacityStudy first = find();
    fake.started.clear();
    int runs = fake.runs.size();

    assertEquals(first.result(), find().result());
    assertEquals(runs, fake.runs.size());
    assertEquals(List.of(), fake.started);
  }

  @Test
  void refusesAnotherPlanUnderTheSameName() throws Exception {
    findTarget("one");
    String message =
        assertThrows(
                ConfigurationException.class, () -> find("one", plan(500), InjectorsOwn.LEFT_OUT))
            .getMessage();

    assertTrue(
        message.startsWith(
            folder.resolve("capacity/one")
                + ": this search was started with another plan: search was"),
        message);
  }

  @Test
  void endsTheRunWhenItIsInterrupted() throws Exception {
    fake.hanging = 2;
    Set<ProcessHandle> before = children();
    Thread searching = Thread.currentThread();
    Thread interrupter =
        new Thread(
            () -> {
              while (fake.runs.size() < 2) {
                Thread.onSpinWait();
              }
              searching.interrupt();
            });
    interrupter.start();

    assertThrows(InterruptedException.class, () -> findTarget("one"));
    interrupter.join();
    assertEquals(1, fake.ended.size());
    assertEquals(before, children());
    fake.hanging = -1;
    assertTrue(findTarget("one").isRegular());
  }

  /** Other tests of this JVM may share some. */
  private static Set<ProcessHandle> children() {
    return ProcessHandle.current()
        .children()
        .filter(ProcessHandle::isAlive)
        .collect(Collectors.toSet());
  }
}
