package io.openmeet.loadtest.night;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are scripts, by a clock that goes on a minute whenever it is read. */
@Timeout(60)
class InjectorRunsTest {
  /** It prints its process id, and does not end by itself. */
  private static final List<String> ENDLESS = List.of("sh", "-c", "echo $$; exec sleep 600");

  @TempDir private Path folder;
  private final List<String> lines = new ArrayList<>();
  private Path output;
  private long minutes;

  @BeforeEach
  void nameTheOutput() {
    output = folder.resolve("ApiSimulation-1.log");
  }

  /**
   * A warm-up of 60 s, a window of 5 s and 15 minutes: 965 s, so the clock is below it 16 times.
   */
  @Test
  void aRunThatDoesNotEndIsStoppedAfterALineForEachMinute() throws Exception {
    NightRun run =
        runs(ENDLESS, Duration.ofMillis(1), this::nextMinute).run(SampleNight.API, 1, output);

    assertEquals(RunVerdict.INVALID, run.verdict());
    assertEquals(List.of("The run did not end within 965 s and was stopped."), run.reasons());
    String pid = Files.readString(output).strip();
    assertEquals(Collections.nCopies(16, pid), lines);
    assertFalse(ProcessHandle.of(Long.parseLong(pid)).map(ProcessHandle::isAlive).orElse(false));
  }

  @Test
  void aRunThatEndsWithoutAResultSaysWhatItPrintedLast() throws Exception {
    NightRun run =
        runs(
                List.of(
                    "sh", "-c", "echo first; echo second; printf '\\tat x.Y(Y.java:1)\\n'; exit 1"),
                Duration.ofMinutes(1),
                System::nanoTime)
            .run(SampleNight.API, 1, output);

    assertEquals(RunVerdict.INVALID, run.verdict());
    assertEquals(List.of("The run did not come to its end: first second"), run.reasons());
  }

  @Test
  void aRunThatEndsWithoutAFolderAndWithoutAnErrorWasLeftOut() throws Exception {
    NightRun run =
        runs(
                List.of("sh", "-c", "echo 'ApiSimulation is left out: no browser.'"),
                Duration.ofMinutes(1),
                System::nanoTime)
            .run(SampleNight.API, 1, output);

    assertTrue(run.wasLeftOut());
    assertEquals("left out", run.outcome());
    assertEquals(List.of("ApiSimulation is left out: no browser."), run.reasons());
  }

  private InjectorRuns runs(List<String> command, Duration period, LongSupplier nanoTime) {
    Properties properties = new Properties();
    properties.putAll(Map.of("profile", "smoke", "warmup.max", "60"));
    InjectorCommand injector = run -> command;
    return new InjectorRuns(
        Map.of(),
        Settings.from(properties),
        folder.resolve("gatling"),
        injector,
        period,
        lines::add,
        nanoTime);
  }

  /** Not before the run has printed something. */
  private long nextMinute() {
    try {
      while (Files.size(output) == 0) {
        Thread.onSpinWait();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Duration.ofMinutes(minutes++).toNanos();
  }
}
