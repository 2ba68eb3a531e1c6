package io.openmeet.loadtest.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.WorkFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunComparisonTest {
  @TempDir Path folder;

  private RunResult result(SampleRun run, WorkFigure... work) throws IOException {
    return SampleExperiment.result(run, folder, List.of(work));
  }

  private static WorkFigure work(String metric, double perRequest) {
    return new WorkFigure(metric, Map.of(), perRequest);
  }

  /** Users ask in turn for the two requests, so half of them take 10 ms longer. */
  @Test
  void theRequestThatChangedMostComesFirst() throws IOException {
    SampleRun slower = SampleRun.passing();
    slower.responseMs = user -> 20 + user * 37 % 100 + (user % 2 == 1 ? 10 : 0);

    RunComparison comparison = RunComparison.of(result(SampleRun.passing()), result(slower));

    assertEquals(
        List.of("create meeting", "search meetings"),
        comparison.requests().stream().map(RequestChange::name).toList());
    assertEquals(
        List.of(10.0, 0.0), comparison.requests().stream().map(RequestChange::size).toList());
  }

  @Test
  void namesNewAndGoneRequests() throws IOException {
    SampleRun other = SampleRun.passing();
    other.requestNames = List.of("search meetings", "list meetings");

    RunComparison comparison = RunComparison.of(result(SampleRun.passing()), result(other));

    assertEquals(List.of("list meetings"), comparison.newRequests());
    assertEquals(List.of("create meeting"), comparison.goneRequests());
    assertEquals(1, comparison.requests().size());
  }

  /** Five times and a tenth are larger changes than a half more; from 0 is the largest. */
  @Test
  void workIsOrderedByItsRelativeChange() throws IOException {
    RunComparison comparison =
        RunComparison.of(
            result(
                SampleRun.passing(),
                work("half_more", 2),
                work("five_times", 1),
                work("a_tenth", 10),
                work("from_zero", 0),
                work("gone", 1)),
            result(
                SampleRun.passing(),
                work("half_more", 3),
                work("five_times", 5),
                work("a_tenth", 1),
                work("from_zero", 1),
                work("new", 1)));

    assertEquals(
        List.of("from_zero", "a_tenth", "five_times", "half_more"),
        comparison.work().stream().map(change -> change.metric().name()).toList());
    assertEquals(OptionalDouble.empty(), comparison.work().get(0).ratio());
    assertEquals(OptionalDouble.of(5), comparison.work().get(2).ratio());
    assertEquals(List.of("new"), comparison.newWork());
    assertEquals(List.of("gone"), comparison.goneWork());
  }

  @Test
  void runsOfTheSameFingerprintHaveNoWarning() throws IOException {
    assertEquals(
        List.of(),
        RunComparison.of(result(SampleRun.passing()), result(SampleRun.passing())).warnings());
  }

  @Test
  void saysWhatMakesRunsNotComparable() throws IOException {
    SampleRun other = SampleRun.passing();
    other.intensity = 0.01;
    JsonMapper json = JsonMapper.builder().build();
    RunResult changed =
        json.readValue(
            json.writeValueAsString(result(other))
                .replace("0123456789ab", "ba9876543210")
                .replace("AMD EPYC", "ARM"),
            RunResult.class);

    assertEquals(
        List.of(
            "The runs are not comparable, because their fingerprints differ (0123456789ab and ba9876543210). Different: limits (throughput >= 95 requests/s; throughput >= 50 requests/s); processor (AMD EPYC; ARM)."),
        RunComparison.of(result(SampleRun.passing()), changed).warnings());
  }

  @Test
  void anInvalidRunIsComparedWithAWarning() throws IOException {
    SampleRun late = SampleRun.passing();
    late.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;

    RunComparison comparison = RunComparison.of(result(late), result(SampleRun.passing()));

    assertEquals(
        List.of("The baseline is INVALID: its figures say nothing about the target."),
        comparison.warnings());
    assertTrue(comparison.figures().size() > 5);
  }
}
