package io.openmeet.loadtest.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.sla.Measured.Interval;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadStretchTest {
  @TempDir private Path folder;

  private final List<Reading> readings = new ArrayList<>();

  /** Within the load: from 140 to 1,340 requests, from 1.5 to 1.8 s of CPU, from 2 to 6 s. */
  @Test
  void leavesOutTheStartAndTheEndOfATool() throws IOException {
    read(0, 0.0, 100, 0);
    read(1, 1.0, 100, 0);
    read(2, 1.5, 140, 0);
    read(3, 1.6, 540, 0);
    read(5, 1.7, 540, 0);
    read(6, 1.8, 1_340, 24);
    read(7, 1.9, 1_360, 44);
    read(8, 3.0, 1_360, 44);
    LoadStretch load = LoadStretch.of(readings).orElseThrow();

    assertEquals(300, load.requestsPerSecond(), 1e-9);
    assertEquals(250, load.cpuMicrosPerRequest(), 1e-9);
  }

  /** 24 of 1,200 are slower than 1 ms: 2 %. */
  @Test
  void showsTheBucketOfTheApisOwnTimesInTheLoad() throws IOException {
    read(0, 0, 0, 0);
    read(1, 0, 500, 500);
    read(2, 0, 1_700, 524);
    read(3, 0, 9_000, 9_000);
    LoadStretch load = LoadStretch.of(readings).orElseThrow();

    assertEquals(new Interval(0, 1), load.responseTime(95));
    assertEquals(new Interval(1, Double.POSITIVE_INFINITY), load.responseTime(99));
  }

  @Test
  void isTheMeasuredWindowOfTheSuite() throws IOException {
    read(1, 1, 100, 0);
    read(2, 2, 1_000, 0);
    read(3, 3, 1_500, 0);
    read(4, 4, 2_500, 0);
    read(5, 5, 9_000, 0);
    LoadStretch load = LoadStretch.within(new Window(2_000, 5_000), readings).orElseThrow();

    assertEquals(750, load.requestsPerSecond(), 1e-9);
  }

  @Test
  void isEmptyWhenTheApiSawTooLittle() throws IOException {
    read(1, 0, 100, 0);
    read(2, 0, 200, 0);
    read(3, 0, 200, 0);

    assertEquals(Optional.empty(), LoadStretch.of(readings));
    assertEquals(Optional.empty(), LoadStretch.of(List.of()));
    assertEquals(Optional.empty(), LoadStretch.within(new Window(2_000, 4_000), readings));
  }

  @Test
  void aReadingBeginsWithItsFigures() throws IOException {
    Path file = Files.writeString(folder.resolve("reading"), "requests 1\n");

    assertEquals(
        file + ": expected # and the milliseconds and seconds of CPU in the first line",
        assertThrows(IOException.class, () -> Reading.read(file)).getMessage());
  }

  /** The reading counts as a request to the API, too: one more each time. */
  private void read(int second, double cpuSeconds, int requests, int slow) throws IOException {
    Path file = folder.resolve("reading-" + second);
    Files.writeString(
        file,
        """
        # %d %s 12.5 3.1 0.2
        openmeet_http_requests_seconds_bucket{route="/search",le="0.001"} %d
        openmeet_http_requests_seconds_bucket{route="/search",le="+Inf"} %d
        openmeet_http_requests_seconds_count{route="/search"} %d
        openmeet_http_requests_seconds_bucket{route="/metrics",le="0.001"} 0
        openmeet_http_requests_seconds_bucket{route="/metrics",le="+Inf"} %d
        openmeet_http_requests_seconds_count{route="/metrics"} %d
        """
            .formatted(
                second * 1000, cpuSeconds, requests - slow, requests, requests, second, second));
    readings.add(Reading.read(file));
  }
}
