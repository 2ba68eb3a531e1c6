package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.WorkFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs and an experiment whose figures are known. */
public final class SampleExperiment {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SampleExperiment() {}

  /** The result of a run with this work. */
  public static RunResult result(SampleRun run, Path folder, List<WorkFigure> work)
      throws IOException {
    ObjectNode json = JSON.valueToTree(RunDirectory.read(run.writeTo(folder)));
    json.set("work", JSON.valueToTree(work));
    return JSON.treeToValue(json, RunResult.class);
  }

  /**
   * Five pairs: answers of A take some 100 ms and those of B some 125 ms, bytes differ by 1 %, rows
   * of B appear in one run, and pair 3 has an INVALID run.
   */
  public static ExperimentResult fivePairs(Path folder) throws IOException {
    ExperimentPlan plan =
        new ExperimentPlan(
            "n-plus-1",
            "io.openmeet.loadtest.simulations.ApiSimulation",
            "smoke",
            List.of(),
            List.of("-Dreference.tuning=baseline"),
            5);
    int[] noise = {0, 3, -2, 1, -3};
    List<ExperimentRun> runs = new ArrayList<>();
    for (ScheduledRun scheduled : ScheduledRun.of(plan)) {
      SampleRun sample = SampleRun.passing();
      int i = scheduled.pair() - 1;
      boolean a = scheduled.side() == Side.A;
      int ms = a ? 100 + noise[i] : 125 + noise[(i + 2) % noise.length];
      sample.responseMs = user -> ms;
      sample.failsEvery = scheduled.pair() == 2 && a ? 0 : 200;
      if (scheduled.pair() == 3 && !a) {
        sample.lateMs = user -> user >= 200 && user < 400 ? 2000 - (user - 200) * 10 : 0;
      }
      List<WorkFigure> work =
          List.of(
              new WorkFigure("sent_bytes_total", Map.of(), a ? 1000 + i : 1010 + i),
              new WorkFigure(
                  "queries_total", Map.of("query", "find"), a ? 0.25 : 1.25 + 0.001 * i));
      runs.add(
          new ExperimentRun(
              scheduled.pair(),
              scheduled.side(),
              scheduled.folder(),
              result(sample, folder, work)));
    }
    return ExperimentAnalysis.of(plan, runs);
  }
}
