package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectCommandTest {
  /** Gatling's codes. */
  private static final int RED = 2;

  private static final int REFUSED = 1;
  private static final int KILLED = 137;

  @TempDir Path folder;

  private final StringWriter err = new StringWriter();

  private int exitCode(int ofInjector, Optional<RunResult> result) {
    return InjectCommand.exitCode(ofInjector, result, new PrintWriter(err, true));
  }

  private Optional<RunResult> result(SampleRun run) throws IOException {
    return Optional.of(RunDirectory.read(run.writeTo(folder)));
  }

  @Test
  void theVerdictDecides() throws IOException {
    assertEquals(0, exitCode(0, result(SampleRun.passing())));
    assertEquals(1, exitCode(RED, result(SampleRun.hostile())));
    SampleRun invalid = SampleRun.passing();
    invalid.observed = Map.of();
    assertEquals(3, exitCode(RED, result(invalid)));
    assertEquals("", err.toString());
  }

  @Test
  void aRunThatWasRefusedIsWrongUsage() {
    assertEquals(2, exitCode(REFUSED, Optional.empty()));
    assertEquals("", err.toString(), "the run has said why");
  }

  @Test
  void aRunWithoutAnEndIsInvalid() {
    assertEquals(3, exitCode(KILLED, Optional.empty()));
    assertEquals(
        "The run did not come to its end: its JVM ended with exit code 137.\n", err.toString());
  }

  @Test
  void aRunThatPassesAndThenBreaksIsInvalid() throws IOException {
    assertEquals(3, exitCode(RED, result(SampleRun.passing())));
    assertEquals(
        "The run passes, but its JVM ended with exit code 2; see above.\n", err.toString());
  }
}
