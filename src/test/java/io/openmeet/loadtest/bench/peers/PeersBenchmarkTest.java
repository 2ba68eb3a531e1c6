package io.openmeet.loadtest.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersBenchmarkTest {
  private static final String WRK =
      "{\"p50Us\":1500,\"p95Us\":4453,\"p99Us\":19012,\"errors\":7}\n";
  private static final String SUITE =
      """
      {"window":{"start":"1970-01-01T00:00:02.000Z","end":"1970-01-01T00:00:05.000Z"},
       "verdict":"PASS","totals":{"ko":0},"dropped":{"count":0},"arrivals":{"lagP99Ms":1},
       "latency":{"corrected":{"p50Ms":0,"p95Ms":1800,"p99Ms":1950}}}
      """;

  @TempDir private Path folder;

  /** The readings are two seconds with 1,000 requests; for each, the CPU is 200 and 50 us. */
  @Test
  void showsTheToolsAtEachRateAndWhileTheApiStandsStill() throws IOException {
    Files.writeString(
        folder.resolve("tools.tsv"), "suite\tv1\t\nwrk\t4.1.0\t\nhey\t\tapt-get install hey\n");
    for (String run : new String[] {"2000", "500", "stall"}) {
      run(run, "suite", "results.json", SUITE, 0.1);
      run(run, "wrk", "output", WRK, 0.025);
    }
    run("2000", "locust", "output", "it was ended\n", 0);

    ByteArrayOutputStream console = new ByteArrayOutputStream();
    PeersBenchmark.summarise(
        folder,
        "2 cores",
        new Stall(2, 20),
        new PrintStream(console, true, StandardCharsets.UTF_8));

    String markdown = Files.readString(folder.resolve("summary.md"));
    assertEquals(
        """
        # Side by side

        - 2 cores
        - This suite v1: an open model: each request at its time; checks what is in the answers
        - wrk 4.1.0: 50 connections that pause after each answer; it has no rate
        - hey is skipped; to install it: apt-get install hey

        ## 500 requests/s for 20 s

        | Tool | Requests/s | CPU for each request | P50, P95, P99 it reports | P50, P95, P99 at the API | Late or dropped | Errors | Says that it cannot keep up |
        |---|---|---|---|---|---|---|---|
        | This suite | 500 | 200 µs (1.00 times) | 0, 1,800, 1,950 ms | 0-1, 0-1, above 1 ms | 0 dropped, P99 1 ms late | 0 | no |
        | wrk | 500 | 50 µs (0.25 times) | 1.5, 4.45, 19 ms | 0-1, 0-1, above 1 ms | - | 7 | no |

        ## 2000 requests/s for 20 s
        """,
        markdown.substring(0, markdown.indexOf("\n", markdown.indexOf("## 2000")) + 1));
    assertEquals(
        """
        | Locust | - | - | - | - | - | - | no result |

        ## The API stands still for 2 s of 20 s

        | Tool | P50, P95, P99 it reports | P50, P95, P99 at the API | Requests/s |
        |---|---|---|---|
        | Users at an even rate | -, above 1,000, above 1,800 ms | - | - |
        | This suite | 0, 1,800, 1,950 ms | 0-1, 0-1, above 1 ms | 500 |
        | wrk | 1.5, 4.45, 19 ms | 0-1, 0-1, above 1 ms | 500 |
        """,
        markdown.substring(markdown.indexOf("| Locust")));
    assertEquals(
        markdown.lines().filter(line -> line.startsWith("| ")).count(),
        console.toString(StandardCharsets.UTF_8).lines().filter(PeersBenchmarkTest::isRow).count());
  }

  private static boolean isRow(String line) {
    return line.matches("(Tool|This suite|wrk|Locust|Users at an even rate)  .*");
  }

  private void run(String run, String tool, String file, String text, double cpuSecondsPerSecond)
      throws IOException {
    Path readings = folder.resolve("runs").resolve(run).resolve(tool).resolve("readings");
    Files.createDirectories(readings);
    Files.writeString(readings.resolveSibling(file), text);
    for (int second = 1; second <= 5; second++) {
      int requests = cpuSecondsPerSecond > 0 ? second * 500 : 0;
      int slow = second * 10;
      Files.writeString(
          readings.resolve("000" + second),
          """
          # %d %s 0 0 0
          openmeet_http_requests_seconds_bucket{le="0.001"} %d
          openmeet_http_requests_seconds_bucket{le="+Inf"} %d
          openmeet_http_requests_seconds_count{} %d
          """
              .formatted(
                  second * 1000 + 1,
                  second * cpuSecondsPerSecond,
                  requests - slow,
                  requests,
                  requests));
    }
  }
}
