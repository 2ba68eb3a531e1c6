package io.openmeet.loadtest.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemainingTimeTest {
  private static final CapacitySearch SEARCH =
      new CapacitySearch(SearchGoal.STANDARD, 1_000, 1, 20_000, 40);

  private static Duration whole(List<Trial> trials, int overheadSeconds) {
    return Duration.ofSeconds(
        trials.stream().mapToInt(trial -> trial.seconds() + overheadSeconds).sum());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 700, 3_000, 11_000, 25_000})
  void isAnUpperEstimateFromEachTrialOnAndEndsAtZero(int limit) {
    SimulatedTarget target = new SimulatedTarget(7);
    target.limit = limit;
    target.answeredAbove = null;
    List<Trial> trials = target.searchedBy(SEARCH);
    RemainingTime remaining = new RemainingTime(SEARCH);

    for (int done = 0; done < trials.size(); done++) {
      Duration rest = whole(trials.subList(done, trials.size()), 30);
      Duration estimate = remaining.after(trials.subList(0, done));
      assertTrue(estimate.compareTo(rest) >= 0, "after %d: %s, %s".formatted(done, estimate, rest));
    }
    assertEquals(Duration.ZERO, remaining.after(trials));
  }

  @Test
  void learnsHowLongARunTakesBesidesItsWindow() {
    RemainingTime remaining = new RemainingTime(SEARCH);
    List<Trial> trials = new SimulatedTarget(7).searchedBy(SEARCH);
    List<Trial> before = trials.subList(0, trials.size() - 1);

    assertEquals(Duration.ofSeconds(45), remaining.after(before));
    remaining.took(new TrialInput(1_000, 10), Duration.ofSeconds(55));
    remaining.took(new TrialInput(1_000, 15), Duration.ofSeconds(50));
    // 45 s and 35 s besides the windows.
    assertEquals(Duration.ofSeconds(55), remaining.after(before));
  }
}
