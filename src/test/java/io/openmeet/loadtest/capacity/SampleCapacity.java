package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.capacity.CapacityPlan.Subject;
import io.openmeet.loadtest.capacity.SearchResult.End;
import io.openmeet.loadtest.capacity.Trial.Outcome;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Searches whose figures are known: response times grow with the load, and are long above 3,000.
 */
public final class SampleCapacity {
  private static final int LIMIT = 3_000;

  private SampleCapacity() {}

  /** Both bounds are found, far below the injector's limit. */
  public static CapacityStudy found(Path folder) throws IOException {
    return study(
        new SimulatedTarget(7), new SearchResult(20_000, 24_000, 20_000.0, End.FOUND), 1, folder);
  }

  /** The same, but no request fails. */
  public static CapacityStudy withoutErrors(Path folder) throws IOException {
    return study(
        new SimulatedTarget(7), new SearchResult(20_000, 24_000, 20_000.0, End.FOUND), 0, folder);
  }

  /** The injector cannot make 2,500. */
  public static CapacityStudy injectorLimited(Path folder) throws IOException {
    SimulatedTarget target = new SimulatedTarget(7);
    target.injectorLimit = 2_500;
    return study(target, null, 1, folder);
  }

  private static CapacityStudy study(
      SimulatedTarget target, SearchResult injector, int errors, Path folder) throws IOException {
    CapacityPlan plan =
        new CapacityPlan(
            "io.openmeet.loadtest.simulations.ApiSimulation",
            Subject.TARGET,
            LoadUnit.RATE,
            new TreeMap<>(Map.of("reference.faults", "rps-limit=3000")),
            "2 cores, AMD EPYC, OpenJDK 64-Bit Server VM 17.0.15",
            new CapacitySearch(SearchGoal.STANDARD, 1_000, 1, 20_000, 40));
    List<CapacityTrial> trials = new ArrayList<>();
    for (Trial trial : target.searchedBy(plan.search())) {
      trials.add(trial(trials.size() + 1, trial, errors));
    }
    RunResult last = RunDirectory.read(SampleRun.passing().writeTo(folder));
    return CapacityStudy.of("rps-limit", plan, trials, last, injector);
  }

  private static CapacityTrial trial(int number, Trial trial, int errors) {
    boolean good = trial.outcome() == Outcome.GOOD;
    boolean invalid = trial.outcome() == Outcome.INVALID;
    int p95Ms = good ? 4 + trial.load() / 500 : 1_400;
    return new CapacityTrial(
        String.format(Locale.ROOT, "trials/%02d-%d-%ds", number, trial.load(), trial.seconds()),
        trial,
        good ? RunVerdict.PASS : invalid ? RunVerdict.INVALID : RunVerdict.FAIL,
        "2026-05-04T03:02:01.000Z",
        Math.min(LIMIT, trial.load()),
        p95Ms,
        p95Ms * 3,
        errors * (good ? 0.001 : 0.02),
        good
            ? List.of()
            : List.of(
                invalid
                    ? "The injector's start lag P99 is 80 ms; the limit is 20 ms."
                    : "API P95 response time: 1,400 ms, limit < 200 ms."),
        List.of(
            SlaResult.of(
                SlaBook.standard()
                    .get("api-p95")
                    .judge(new Measured.Value(good ? p95Ms : invalid ? 20 : 1_400)))),
        List.of(
            new WorkFigure("process_cpu_seconds_total", Map.of(), 0.0001 + trial.load() * 1e-9),
            new WorkFigure("openmeet_http_sent_bytes_total", Map.of("route", "/meetings"), 1_800)));
  }
}
