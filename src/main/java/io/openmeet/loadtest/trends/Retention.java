package io.openmeet.loadtest.trends;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * How long runs are kept. A run is outdated as soon as one of the limits says so.
 *
 * @param days the greatest age of a run, counted from its start
 * @param runs the most runs of a simulation in a profile; INVALID runs count
 */
public record Retention(OptionalInt days, OptionalInt runs) {
  /** The outdated ones of these runs, in the order of their starts. */
  List<HistoryEntry> outdated(List<HistoryEntry> all, Instant now) {
    Instant oldest = days.isPresent() ? now.minus(Duration.ofDays(days.getAsInt())) : Instant.MIN;
    Map<List<String>, Integer> counts = new HashMap<>();
    List<HistoryEntry> outdated = new ArrayList<>();
    List<HistoryEntry> newestFirst =
        all.stream().sorted(Comparator.comparing(HistoryEntry::started).reversed()).toList();
    for (HistoryEntry run : newestFirst) {
      int count = counts.merge(List.of(run.simulation(), run.profile()), 1, Integer::sum);
      if (run.started().isBefore(oldest) || count > runs.orElse(Integer.MAX_VALUE)) {
        outdated.add(0, run);
      }
    }
    return outdated;
  }
}
