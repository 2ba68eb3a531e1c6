package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorScriptTest {
  /** Prints its arguments, one a line, and fails a service level. */
  private static final String PRINTS_ITS_ARGUMENTS = "printf '%s\\n' \"$@\"\nexit 1\n";

  /** Starts another process, as the real one does, and notes the end of both. */
  private static final String HANGS =
      """
      cd "$(dirname "$0")"
      sh -c 'trap "echo ended >child; exit 1" TERM; echo $$ >child-started; while :; do sleep 0.1; done' &
      trap 'wait; echo ended >parent; exit 3' TERM
      wait
      """;

  private static final long PATIENCE_MS = 20_000;

  @TempDir Path folder;

  private Map<String, String> second(int injectors) {
    return new TreeMap<>(
        Map.of(
            "JOB_COMPLETION_INDEX", "1",
            "INJECTORS", String.valueOf(injectors),
            "RUN", "nightly",
            "SIMULATION", "ApiSimulation",
            "OPTIONS", "/settings/run.options",
            "VOLUME", volume().toString()));
  }

  private Path volume() {
    return folder.resolve("a volume");
  }

  private Scripts scripts(String loadtest) throws IOException {
    return new Scripts(folder.resolve("app"), loadtest);
  }

  @Test
  void theSecondPodIsTheSecondInjector() throws Exception {
    Scripts.Ended ended = scripts(PRINTS_ITS_ARGUMENTS).run("injector", second(4));

    Path parts = volume().resolve("parts/nightly");
    assertEquals(
        List.of(
            "inject",
            "ApiSimulation",
            "@/settings/run.options",
            "-Dinjector=2/4",
            "-Dinjector.barrier=" + parts.resolve("barrier"),
            "-Dhistory=" + volume().resolve("history"),
            "--results",
            parts.resolve("2").toString()),
        ended.output().lines().toList());
    assertAll(
        () -> assertTrue(Files.isDirectory(parts.resolve("barrier"))),
        () -> assertTrue(Files.isDirectory(parts.resolve("2"))));
  }

  /** The merge learns from the file that the part is complete, and the Job from the exit code. */
  @Test
  void itsExitCodeIsThatOfTheRun() throws Exception {
    Scripts.Ended ended = scripts(PRINTS_ITS_ARGUMENTS).run("injector", second(4));

    assertEquals(1, ended.exitCode(), ended.output());
    assertEquals("1\n", Files.readString(volume().resolve("parts/nightly/ended/2")));
  }

  /**
   * A cluster stops a pod with SIGTERM to this script alone. Its code is no verdict, whatever the
   * injector says in the end: 128 and the signal's number.
   */
  @Test
  void aStoppedInjectorEndsItsProcessesBeforeItself() throws Exception {
    Scripts scripts = scripts(HANGS);
    Process process = scripts.start("injector", second(4));
    waitFor(folder.resolve("app/ci/child-started"));

    process.destroy();
    Scripts.Ended ended = scripts.waitFor("injector", process);

    assertAll(
        () -> assertTrue(Files.exists(folder.resolve("app/ci/child")), ended.output()),
        () -> assertTrue(Files.exists(folder.resolve("app/ci/parent")), ended.output()),
        () -> assertEquals(143, ended.exitCode()),
        () -> assertEquals("143\n", Files.readString(volume().resolve("parts/nightly/ended/2"))));
  }

  @Test
  void aNameIsUsedOnce() throws Exception {
    Scripts scripts = scripts(PRINTS_ITS_ARGUMENTS);
    Files.createDirectories(volume().resolve("results/nightly"));

    Scripts.Ended ended = scripts.run("injector", second(4));

    assertEquals(2, ended.exitCode());
    assertEquals(
        volume() + " has a run \"nightly\" already; give this one another name in run.yaml.\n",
        ended.output());
    assertFalse(Files.exists(volume().resolve("parts")));
  }

  private static void waitFor(Path file) throws InterruptedException {
    long end = System.currentTimeMillis() + PATIENCE_MS;
    while (!Files.exists(file)) {
      if (System.currentTimeMillis() > end) {
        fail("no " + file);
      }
      Thread.sleep(10);
    }
  }
}
