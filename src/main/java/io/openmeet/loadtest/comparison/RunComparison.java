package io.openmeet.loadtest.comparison;

import io.openmeet.loadtest.comparison.Metric.Kind;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.statistics.RequestFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two runs, figure by figure. It has no verdict, because the noise between two runs is not known.
 *
 * @param warnings why the runs are not comparable, a sentence each
 * @param figures of all requests, and those of service levels with another source
 * @param requests that both runs made, the largest change of the mean first
 * @param newRequests names of requests that only the second run made
 * @param goneRequests names of requests that only the baseline made
 * @param work that both runs know, the largest relative change first
 * @param newWork series that only the second run has
 * @param goneWork series that only the baseline has
 */
public record RunComparison(
    RunResult baseline,
    RunResult run,
    List<String> warnings,
    List<Change> figures,
    List<RequestChange> requests,
    List<String> newRequests,
    List<String> goneRequests,
    List<Change> work,
    List<String> newWork,
    List<String> goneWork) {

  public static RunComparison of(RunResult baseline, RunResult run) {
    Map<Metric, ValueRange> before = RunMetrics.of(baseline);
    Map<Metric, ValueRange> after = RunMetrics.of(run);
    Map<String, RequestFigures> requestsBefore = requests(baseline);
    Map<String, RequestFigures> requestsAfter = requests(run);
    Set<Metric> all = new LinkedHashSet<>(before.keySet());
    all.addAll(after.keySet());
    List<Change> changes =
        all.stream()
            .map(metric -> new Change(metric, before.get(metric), after.get(metric)))
            .toList();
    return new RunComparison(
        baseline,
        run,
        warnings(baseline, run),
        changes.stream().filter(change -> change.metric().kind() != Kind.WORK).toList(),
        requestsBefore.keySet().stream()
            .filter(requestsAfter::containsKey)
            .map(name -> new RequestChange(requestsBefore.get(name), requestsAfter.get(name)))
            .sorted(Comparator.comparingDouble(RequestChange::size).reversed())
            .toList(),
        onlyIn(requestsAfter, requestsBefore),
        onlyIn(requestsBefore, requestsAfter),
        changes.stream()
            .filter(change -> change.metric().kind() == Kind.WORK)
            .filter(change -> change.before() != null && change.after() != null)
            .sorted(Change.LARGEST_FIRST)
            .toList(),
        work(onlyIn(after, before)),
        work(onlyIn(before, after)));
  }

  private static Map<String, RequestFigures> requests(RunResult run) {
    Map<String, RequestFigures> byName = new LinkedHashMap<>();
    run.figures().requests().forEach(request -> byName.put(request.name(), request));
    return byName;
  }

  private static <K> List<K> onlyIn(Map<K, ?> one, Map<K, ?> other) {
    return one.keySet().stream().filter(key -> !other.containsKey(key)).toList();
  }

  private static List<String> work(List<Metric> metrics) {
    return metrics.stream().filter(metric -> metric.kind() == Kind.WORK).map(Metric::name).toList();
  }

  private static List<String> warnings(RunResult baseline, RunResult run) {
    List<String> warnings = new ArrayList<>();
    if (baseline.outcome().verdict() == RunVerdict.INVALID) {
      warnings.add("The baseline is INVALID: its figures say nothing about the target.");
    }
    if (run.outcome().verdict() == RunVerdict.INVALID) {
      warnings.add("The second run is INVALID: its figures say nothing about the target.");
    }
    warnings.addAll(Comparability.objections(baseline, run));
    return warnings;
  }
}
