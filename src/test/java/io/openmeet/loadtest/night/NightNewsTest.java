package io.openmeet.loadtest.night;

import static io.openmeet.loadtest.results.RunVerdict.FAIL;
import static io.openmeet.loadtest.results.RunVerdict.INVALID;
import static io.openmeet.loadtest.results.RunVerdict.PASS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.SampleEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightNewsTest {
  private final List<HistoryEntry> history = new ArrayList<>();

  @Test
  void theFirstNightHasNothingToCompareWith() {
    Night.Conclusion conclusion = conclusion(night(4, PASS, PASS));

    assertNull(conclusion.comparedWith());
    assertEquals(List.of(), conclusion.changes());
    assertEquals("n4", conclusion.since());
    assertEquals(PASS, conclusion.verdict());
  }

  @Test
  void saysWhichOutcomesChanged() {
    Night.Conclusion conclusion = conclusion(night(4, FAIL, PASS), night(3, PASS, INVALID));

    assertEquals("n3", conclusion.comparedWith());
    assertEquals(
        List.of("ApiSimulation is FAIL, it was PASS.", "AuthSimulation is PASS, it was INVALID."),
        conclusion.changes());
  }

  @Test
  void saysWhichLevelsChanged() {
    add(3, Verdict.MET, PASS);
    add(4, Verdict.BROKEN, FAIL);

    assertEquals(
        List.of(
            "ApiSimulation is FAIL, it was PASS.",
            "ApiSimulation: the service level api-p95 is broken, it was met."),
        conclusion(night(4, FAIL, PASS), night(3, PASS, PASS)).changes());
  }

  /** 1, 2: PASS; 3, 4, 5: FAIL. */
  @Test
  void knowsSinceWhichNightTheVerdictIsTheSame() {
    assertEquals(
        "n3",
        conclusion(
                night(5, FAIL, PASS),
                night(1, PASS, PASS),
                night(2, PASS, PASS),
                night(3, FAIL, PASS),
                night(4, PASS, FAIL))
            .since());
  }

  @Test
  void nightsWithOtherPropertiesAreNotComparable() {
    Night weekly =
        new Night(
            Night.SCHEMA_VERSION,
            "w1",
            "2026-05-03T03:00:00Z",
            "2026-05-03T04:00:00Z",
            NightPlan.of(SampleNight.PLAN.simulations(), Map.of("profile", "weekly")),
            List.of(),
            night(3, FAIL, FAIL).conclusion());

    assertNull(conclusion(night(4, PASS, PASS), weekly).comparedWith());
  }

  /** Ten nights with a quarter of a statement for each request, and one with a half. */
  @Test
  void workThatLeftItsNoiseIsARegression() {
    for (int day = 1; day <= 10; day++) {
      add(day, Verdict.MET, PASS);
    }
    SampleEntry more = entry(11, Verdict.MET, PASS);
    more.work = List.of(new WorkFigure("queries_total", Map.of("query", "find"), 0.5));
    history.add(more.entry());

    assertEquals(
        List.of(
            "ApiSimulation: more work for each request: queries_total{query=\"find\"} is 0.5, usually 0.25."),
        conclusion(night(11, PASS, PASS)).regressions());
  }

  @Test
  void aRegressionOfOtherRunsIsNotThisNights() {
    for (int day = 1; day <= 10; day++) {
      add(day, Verdict.MET, PASS);
    }
    SampleEntry more = entry(11, Verdict.MET, PASS);
    more.work = List.of(new WorkFigure("queries_total", Map.of("query", "find"), 0.5));
    history.add(more.entry());

    assertEquals(List.of(), conclusion(night(10, PASS, PASS)).regressions());
  }

  private Night.Conclusion conclusion(Night night, Night... before) {
    return new NightNews(night, List.of(before), history, List.of()).conclusion("ci/nightly");
  }

  private static Night night(int day, RunVerdict api, RunVerdict auth) {
    return SampleNight.of("n" + day, "2026-05-%02dT03:00:00Z".formatted(day), api, auth);
  }

  private void add(int day, Verdict p95, RunVerdict verdict) {
    history.add(entry(day, p95, verdict).entry());
  }

  /** The run of ApiSimulation in the night of that day. */
  private static SampleEntry entry(int day, Verdict p95, RunVerdict verdict) {
    SampleEntry entry = SampleEntry.at("2026-05-%02dT03:00:01.000Z".formatted(day));
    entry.run = "apisimulation-n" + day;
    entry.profile = "daily";
    entry.ended(verdict, verdict == PASS ? null : "API P95 response time is too high.");
    entry.slas =
        List.of(
            new HistoryLevel(
                "api-p95",
                Unit.MILLISECONDS,
                200.0,
                p95 == Verdict.MET ? 114.0 : 300.0,
                null,
                null,
                null,
                null,
                p95));
    return entry;
  }
}
