package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeScriptTest {
  private static final long PATIENCE_MS = 20_000;

  @TempDir Path folder;

  private Scripts scripts;
  private Path parts;

  /** It prints its arguments, one a line, and ends with the code of the file {@code code}. */
  @BeforeEach
  void makeScripts() throws IOException {
    Path app = folder.resolve("app");
    scripts =
        new Scripts(app, "printf '%s\\n' \"$@\"\nexit \"$(cat \"$(dirname \"$0\")/../code\")\"\n");
    mergeEndsWith(0);
    parts = folder.resolve("a volume/parts/nightly");
    Files.createDirectories(parts.resolve("ended"));
  }

  private void mergeEndsWith(int code) throws IOException {
    Files.writeString(folder.resolve("app/code"), String.valueOf(code));
  }

  private Map<String, String> environment(int injectors, int waitSeconds) {
    return new TreeMap<>(
        Map.of(
            "INJECTORS", String.valueOf(injectors),
            "RUN", "nightly",
            "WAIT_SECONDS", String.valueOf(waitSeconds),
            "GRACE_SECONDS", "0",
            "VOLUME", folder.resolve("a volume").toString()));
  }

  /** The part of an injector, with the portal that Gatling's folder has beside it. */
  private Path part(int injector) throws IOException {
    Path run = parts.resolve(String.valueOf(injector)).resolve("apisimulation-2026");
    Files.createDirectories(run);
    Files.createFile(run.resolve("simulation.log"));
    Files.createFile(run.resolveSibling("index.html"));
    return run;
  }

  private void ended(int injector, int code) throws IOException {
    Files.writeString(parts.resolve("ended").resolve(String.valueOf(injector)), code + "\n");
  }

  private Scripts.Ended merge(int injectors, int waitSeconds) throws Exception {
    return scripts.run("merge", environment(injectors, waitSeconds));
  }

  private List<String> arguments(Path... runs) {
    List<String> arguments = new ArrayList<>(List.of("merge"));
    List.of(runs).forEach(run -> arguments.add(run.toString()));
    arguments.addAll(List.of("--out", folder + "/a volume/results/nightly"));
    arguments.addAll(List.of("--history", folder + "/a volume/history"));
    return arguments;
  }

  /** A part that breaks a service level is a part like others: the merged run decides. */
  @Test
  void theRunHasThePartsOfAllInjectors() throws Exception {
    Path first = part(1);
    Path second = part(2);
    ended(1, 0);
    ended(2, 1);

    Scripts.Ended ended = merge(2, 60);

    assertEquals(0, ended.exitCode(), ended.output());
    assertEquals(arguments(first, second), ended.output().lines().toList());
    assertFalse(Files.exists(parts), "the merged run holds the parts");
    assertTrue(Files.exists(folder.resolve("a volume/results/index.html")), "list of all runs");
  }

  @Test
  void waitsForTheLastInjector() throws Exception {
    Path first = part(1);
    ended(1, 0);
    Process process = scripts.start("merge", environment(2, 60));
    waitForOutput("Waiting for 2 of 2.\n");

    Path second = part(2);
    ended(2, 0);

    Scripts.Ended ended = scripts.waitFor("merge", process);
    assertEquals(0, ended.exitCode(), ended.output());
    assertTrue(
        ended.output().endsWith(String.join("\n", arguments(first, second)) + "\n"),
        ended.output());
  }

  @Test
  void saysWhichInjectorsDidNotCome() throws Exception {
    mergeEndsWith(3);
    Path second = part(2);
    ended(2, 0);
    ended(3, 3);

    Scripts.Ended ended = merge(3, 0);

    assertEquals(3, ended.exitCode());
    assertEquals(
        List.of(
            "Injector 1/3 left no part; it did not end in time.",
            "Injector 3/3 left no part; it ended with code 3."),
        ended.output().lines().limit(2).toList());
    assertEquals(arguments(second), ended.output().lines().skip(2).toList());
  }

  /** A node that is drained ends its pods with SIGTERM. */
  @Test
  void afterALossItDoesNotWaitForTheOthers() throws Exception {
    mergeEndsWith(3);
    Path first = part(1);
    ended(1, 143);

    Scripts.Ended ended = merge(3, 600);

    assertEquals(3, ended.exitCode());
    assertEquals(
        List.of(
            "Waiting for 2 3 of 3.",
            "Lost 1 of 3, so the run is INVALID; the others have 0 s to end.",
            "Injector 2/3 left no part; it did not end in time.",
            "Injector 3/3 left no part; it did not end in time."),
        ended.output().lines().limit(4).toList());
    assertEquals(arguments(first), ended.output().lines().skip(4).toList());
  }

  @Test
  void withoutAnyPartThereIsNoRun() throws Exception {
    Scripts.Ended ended = merge(1, 0);

    assertEquals(3, ended.exitCode());
    assertEquals(
        List.of(
            "Injector 1/1 left no part; it did not end in time.",
            "INVALID: there is no part to merge."),
        ended.output().lines().toList());
  }

  /** It has runs that the injectors do not know. */
  @Test
  void theListOfAllRunsIsNotReplacedByThatOfAnInjector() throws Exception {
    Path list = folder.resolve("a volume/results/index.html");
    Files.createDirectories(list.getParent());
    Files.writeString(list, "all runs");
    part(1);
    ended(1, 0);
    part(2);
    ended(2, 0);

    assertEquals(0, merge(2, 60).exitCode());

    assertEquals("all runs", Files.readString(list));
  }

  @Test
  void aFailedMergeKeepsTheParts() throws Exception {
    mergeEndsWith(2);
    Path run = part(1);
    ended(1, 0);
    part(2);
    ended(2, 0);

    assertEquals(2, merge(2, 60).exitCode());

    assertTrue(Files.exists(run.resolve("simulation.log")));
  }

  /** Its reports are written again, because they link to their neighbours. */
  @Test
  void oneInjectorMakesAWholeRun() throws Exception {
    part(1);
    ended(1, 1);
    mergeEndsWith(1);

    Scripts.Ended ended = merge(1, 60);

    Path run = folder.resolve("a volume/results/apisimulation-2026");
    assertEquals(1, ended.exitCode(), ended.output());
    assertEquals(
        List.of("report", run.toString(), "--history", folder + "/a volume/history"),
        ended.output().lines().toList());
    assertTrue(Files.exists(run.resolve("simulation.log")));
  }

  @Test
  void aNameIsUsedOnce() throws Exception {
    Files.createDirectories(folder.resolve("a volume/results/nightly"));

    Scripts.Ended ended = merge(1, 0);

    assertEquals(2, ended.exitCode());
    assertTrue(ended.output().contains("has a run \"nightly\" already"), ended.output());
  }

  private void waitForOutput(String text) throws IOException, InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (!scripts.output("merge").contains(text)) {
      if (System.currentTimeMillis() > end) {
        fail(scripts.output("merge"));
      }
      Thread.sleep(10);
    }
  }
}
