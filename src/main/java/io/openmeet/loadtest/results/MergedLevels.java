package io.openmeet.loadtest.results;

import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The service levels that are not in the logs of several injectors. What the journeys counted adds
 * up. The target's own metrics are those that one injector read; its work for each request is
 * divided by the answers to all injectors.
 */
final class MergedLevels {
  private final List<RunPart> parts;
  private final TargetWork work;

  /**
   * @param parts of the same run, at least one
   * @param work of the target for all of them; null when it was not recorded
   */
  MergedLevels(List<RunPart> parts, TargetWork work) {
    this.parts = parts;
    this.work = work;
  }

  /**
   * What the target did, as the first injector saw it, and the answers to all injectors.
   *
   * @return null when no injector recorded it, and not known when one of them does not know it
   */
  static TargetWork work(List<RunPart> parts) {
    if (parts.stream().allMatch(part -> part.known().work() == null)) {
      return null;
    }
    for (RunPart part : parts) {
      TargetWork seen = part.known().work();
      if (seen == null || seen.missing() != null) {
        return TargetWork.unknown(
            part.clause(seen == null ? "it did not record it" : seen.missing()));
      }
    }
    return parts
        .get(0)
        .known()
        .work()
        .forAnswers(parts.stream().mapToDouble(part -> part.known().work().answered()).sum());
  }

  /** What the journeys counted together; only levels that every injector counted. */
  Map<String, Tally> tallies() {
    Map<String, Tally> sums = new TreeMap<>();
    for (String id : parts.get(0).known().tallies().keySet()) {
      List<Tally> tallies =
          parts.stream()
              .map(part -> part.known().tallies().get(id))
              .filter(Objects::nonNull)
              .toList();
      if (tallies.size() == parts.size()
          && tallies.stream().allMatch(tally -> isOfKind(tally, id))) {
        sums.put(id, tallies.stream().reduce(Tally::plus).orElseThrow());
      }
    }
    return sums;
  }

  /** Whether it is of the kind that the first injector has. */
  private boolean isOfKind(Tally tally, String id) {
    return tally.getClass() == parts.get(0).known().tallies().get(id).getClass();
  }

  /** By the id of the level. */
  Map<String, Measured> observed(List<Sla> slas) {
    Map<String, Tally> tallies = tallies();
    Map<String, Measured> observed = new LinkedHashMap<>();
    for (Sla sla : slas) {
      if (tallies.containsKey(sla.id())) {
        observed.put(sla.id(), tallies.get(sla.id()).measured(sla));
      } else if (sla.measure() == Measure.METRIC_PER_REQUEST) {
        observed.put(sla.id(), perRequest(sla));
      } else if (sla.measure().fromTarget()) {
        fromFirstThatKnows(sla).ifPresent(measured -> observed.put(sla.id(), measured));
      } else {
        notCounted(sla).ifPresent(measured -> observed.put(sla.id(), measured));
      }
    }
    return observed;
  }

  private Measured perRequest(Sla sla) {
    if (work == null || work.missing() != null) {
      return new Measured.Missing(work == null ? "it was not recorded" : work.missing());
    }
    List<WorkIncrease> increases =
        work.increases().stream().filter(one -> one.metric().equals(sla.metric())).toList();
    return increases.isEmpty()
        ? new Measured.Missing(
            "the injectors recorded no increase of a counter %s".formatted(sla.metric()))
        : new Measured.Value(
            increases.stream().mapToDouble(WorkIncrease::increase).sum() / work.answered());
  }

  private Optional<Measured> fromFirstThatKnows(Sla sla) {
    List<Measured> measured =
        parts.stream()
            .map(part -> part.known().observed().get(sla.id()))
            .filter(Objects::nonNull)
            .toList();
    return measured.stream()
        .filter(one -> !(one instanceof Measured.Missing))
        .findFirst()
        .or(() -> measured.stream().findFirst());
  }

  /** Empty for levels that the log shows. */
  private Optional<Measured> notCounted(Sla sla) {
    return switch (sla.measure()) {
      case CONCURRENCY, SHARE, OBSERVED_TIME, OBSERVED_SCORE -> Optional.of(notCounted(sla.id()));
      default -> Optional.empty();
    };
  }

  private Measured notCounted(String id) {
    for (RunPart part : parts) {
      Tally tally = part.known().tallies().get(id);
      if (tally == null) {
        return new Measured.Missing(part.clause("it did not record what it counted"));
      }
      if (!isOfKind(tally, id)) {
        return new Measured.Missing(part.clause("it counted something else than the first"));
      }
    }
    throw new IllegalStateException(id + " was counted");
  }
}
