package io.openmeet.loadtest.trends;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.RunVerdict;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final HistoryEntry API_1 = SampleEntry.at("2026-05-01T03:00:00.000Z").entry();
  private static final HistoryEntry API_2 =
      SampleEntry.at("2026-05-02T03:00:00.000Z").ended(RunVerdict.INVALID, "late").entry();
  private static final HistoryEntry API_3 = SampleEntry.at("2026-05-03T03:00:00.000Z").entry();
  private static final HistoryEntry API_QUICK =
      SampleEntry.at("2026-05-01T04:00:00.000Z").of("ApiSimulation", "quick").entry();
  private static final HistoryEntry SEARCH =
      SampleEntry.at("2026-05-01T05:00:00.000Z").of("SearchSimulation", "smoke").entry();
  private static final List<HistoryEntry> ALL = List.of(API_1, API_QUICK, SEARCH, API_2, API_3);

  private static List<HistoryEntry> outdated(Integer days, Integer runs, String now) {
    return new Retention(optional(days), optional(runs)).outdated(ALL, Instant.parse(now));
  }

  private static OptionalInt optional(Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }

  @Test
  void aRunIsKeptForItsDaysToTheMillisecond() {
    assertEquals(List.of(), outdated(2, null, "2026-05-03T03:00:00.000Z"));
    assertEquals(List.of(API_1), outdated(2, null, "2026-05-03T03:00:00.001Z"));
    assertEquals(ALL, outdated(1, null, "2027-01-01T00:00:00.000Z"));
    assertEquals(List.of(), outdated(Integer.MAX_VALUE, null, "2027-01-01T00:00:00.000Z"));
  }

  @Test
  void theNewestRunsOfEachSimulationAndProfileAreKept() {
    assertEquals(List.of(), outdated(null, 3, "2027-01-01T00:00:00.000Z"));
    assertEquals(List.of(API_1), outdated(null, 2, "2027-01-01T00:00:00.000Z"));
    assertEquals(List.of(API_1, API_2), outdated(null, 1, "2027-01-01T00:00:00.000Z"));
  }

  @Test
  void eachLimitRemovesByItself() {
    assertEquals(
        List.of(API_1, API_QUICK, SEARCH, API_2), outdated(1, 3, "2026-05-03T06:00:00.000Z"));
    assertEquals(List.of(API_1, API_2), outdated(30, 1, "2026-05-03T06:00:00.000Z"));
  }
}
