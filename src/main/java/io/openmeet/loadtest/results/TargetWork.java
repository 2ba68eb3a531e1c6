package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.statistics.Required;
import io.openmeet.loadtest.statistics.Rounded;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the target did between two scrapes of its metrics, one when the window opened and one when
 * it closed, and how many requests it answered meanwhile. A scrape may be late: the answers are
 * counted between the scrapes, not in the window, so that the work for a request does not depend on
 * the delay.
 *
 * @param answered requests between the two scrapes, above 0; those during a scrape count half; null
 *     when the work is not known
 * @param increases of the counters, by name; at most {@value BoundedWork#MOST_FIGURES}
 * @param series of counters that the target has; when they are too many, those of the metrics with
 *     the most series are added up
 * @param omittedMetrics metrics that {@code increases} does not contain, because they are too many
 * @param missing why the work is not known, as a clause; null when it is known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TargetWork(
    Double answered, List<WorkIncrease> increases, int series, int omittedMetrics, String missing) {
  public TargetWork {
    Required.that(
        (answered == null) != (missing == null),
        "work",
        "answered, or missing",
        "answered %s, missing %s".formatted(answered, missing));
    Required.that(
        answered == null || answered > 0 && Double.isFinite(answered),
        "work.answered",
        "a number above 0",
        answered);
    Required.that(
        increases == null || increases.stream().noneMatch(Objects::isNull),
        "work.increases",
        "no null",
        increases);
    increases = increases == null ? List.of() : List.copyOf(increases);
  }

  /**
   * @param answered requests between the two scrapes
   * @param increases in any order; those with the same metric and labels are added up
   */
  public static TargetWork of(double answered, Collection<WorkIncrease> increases) {
    if (!(answered > 0)) {
      return unknown("no request was answered between the two scrapes of the target's metrics");
    }
    BoundedWork bounded = BoundedWork.of(increases);
    return new TargetWork(
        answered, bounded.increases(), bounded.series(), bounded.omittedMetrics(), null);
  }

  /**
   * @param reason a clause for people
   */
  public static TargetWork unknown(String reason) {
    return new TargetWork(null, List.of(), 0, 0, reason);
  }

  /**
   * The same work, seen by one of several injectors, for the answers to all of them.
   *
   * @param all requests that were answered meanwhile, above 0
   */
  TargetWork forAnswers(double all) {
    return new TargetWork(all, increases, series, omittedMetrics, null);
  }

  /** The increases divided by the answered requests, in the same order. */
  List<WorkFigure> perRequest() {
    return increases.stream()
        .map(
            work ->
                new WorkFigure(
                    work.metric(), work.labels(), Rounded.significant(work.increase() / answered)))
        .toList();
  }

  /** A sentence when the work is not known, or is not complete in all detail. */
  Optional<String> warning() {
    if (missing != null) {
      return Optional.of(
          "The work of the target for each request is not known: %s.".formatted(missing));
    }
    if (series <= increases.size()) {
      return Optional.empty();
    }
    return Optional.of(
        "The target has %s series of counters, and a result has at most %s: the series of metrics that have many are added up%s."
            .formatted(
                NumberText.count(series),
                NumberText.count(BoundedWork.MOST_FIGURES),
                omittedMetrics == 0
                    ? ""
                    : ", and %s metrics, the last by name, are left out"
                        .formatted(NumberText.count(omittedMetrics))));
  }
}
