package io.openmeet.loadtest.bench.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * What wrk 4.1.0, hey 0.1.4, Locust 2.12.1 and Artillery 2.0.21 said about two seconds against a
 * server of which the tenth request was not answered, and three in ten were answered 404 or 503;
 * the suite's result is an extract.
 */
class ToolTest {
  @TempDir private Path folder;

  /** Artillery: 40 of 503, 20 of 404, 20 reset. */
  @Test
  void artilleryCountsStatusesAndErrorsWithoutThoseOfItsPlugins() throws Exception {
    assertEquals(
        ToolReport.of(new Times(1, 40, 79.1), 80, Optional.empty()),
        report(Tool.ARTILLERY, "errors"));
  }

  @Test
  void wrkGivesMicroseconds() throws Exception {
    assertEquals(
        ToolReport.of(new Times(0.393, 4.453, 19.012), 71, Optional.empty()),
        report(Tool.WRK, "errors"));
  }

  /** 22 of 404, 44 of 503, 3 without an answer. */
  @Test
  void heyGivesSecondsAndCountsFailuresInTwoPlaces() throws Exception {
    assertEquals(
        ToolReport.of(new Times(1.9, 47.4, 51.8), 69, Optional.empty()),
        report(Tool.HEY, "errors"));
  }

  @Test
  void locustHasALineForAllRequests() throws Exception {
    assertEquals(
        ToolReport.of(new Times(1, 25, 34), 45, Optional.empty()), report(Tool.LOCUST, "errors"));
  }

  /** The warning's threshold, normally 90 %, was 20 % in this run, in which no server listened. */
  @Test
  void locustSaysThatItsProcessorIsBusy() throws Exception {
    ToolReport report = report(Tool.LOCUST, "warning");

    assertEquals(9114, report.errors());
    assertEquals(
        "CPU usage above 20%! This may constrain your throughput",
        report.complaint().orElseThrow().split(" and may")[0]);
  }

  @Test
  void theSuiteSaysWhatUsersFeelAndWhyItIsNotValid() throws Exception {
    assertEquals(
        new ToolReport(
            new Times(1, 12, 43),
            3,
            Optional.of("12 dropped, P99 17 ms late"),
            Optional.of(
                "INVALID: The injector's start lag P99 is 29.0 ms; the limit is 20 ms. Use more CPU cores, or stop other programs on this machine.")),
        report(Tool.SUITE, "errors"));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "SUITE")
  void aToolThatWasEndedHasNoResult(Tool tool) throws IOException {
    Files.writeString(folder.resolve("output"), "Running 20s test @ http://127.0.0.1:40123\n");

    assertEquals(Optional.empty(), tool.report(folder));
  }

  @Test
  void aSuiteThatWasEndedHasNeitherResultNorWindow() throws IOException {
    assertEquals(Optional.empty(), Tool.SUITE.report(folder));
    assertEquals(Optional.empty(), SuiteReport.window(folder));
  }

  private static ToolReport report(Tool tool, String run) throws IOException, URISyntaxException {
    URL output = ToolTest.class.getResource(run);
    return tool.report(Path.of(output.toURI()).resolve(tool.folder())).orElseThrow();
  }
}
