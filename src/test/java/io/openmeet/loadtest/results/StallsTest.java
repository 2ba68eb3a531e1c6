package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.injector.Stalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample's tightest limit on response times is 200 ms, so a standstill of 250 ms is allowed.
 */
class StallsTest {
  @TempDir Path folder;

  private final SampleRun run = SampleRun.passing();

  /** The seconds of the stalls, counted from the window's start. */
  private String seconds() throws IOException {
    Stalls stalls =
        LogAnalysis.read(
                RunParts.of(run.writeTo(folder).resolve(RunDirectory.LOG), run.observations()))
            .stalls();
    return IntStream.range(-5, run.seconds + 5)
        .filter(second -> stalls.contain(SampleRun.windowStartMs() + second * 1000L))
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(" "));
  }

  private void stoodStill(int second, double ms) {
    run.injector = SampleHealth.stoodStill(10, ms, number -> number == second);
  }

  @Test
  void areNoneIfTheInjectorWasHealthy() throws IOException {
    stoodStill(2, 250);

    assertEquals("", seconds());
  }

  /** 300 ms before it, and 3,300 ms after it. */
  @Test
  void includeTenTimesTheirLength() throws IOException {
    stoodStill(2, 300);

    assertEquals("1 2 3 4 5 6", seconds());
  }

  @Test
  void endWithTheWindow() throws IOException {
    stoodStill(0, 2_000);

    assertEquals("0 1 2 3 4 5 6 7 8 9", seconds());
  }

  /** What was due from 4.7 s on starts at 5 s: 300 ms late. */
  @Test
  void areFoundInArrivalsToo() throws IOException {
    stoodStill(0, 1);
    run.lateMs = user -> user >= 470 && user < 500 ? (500 - user) * 10 : 0;

    assertEquals("4 5 6 7 8 9", seconds());
  }
}
