package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Unit;
import io.openmeet.loadtest.sla.Verdict;
import io.openmeet.loadtest.trends.ChangePoint;
import io.openmeet.loadtest.trends.Direction;
import io.openmeet.loadtest.trends.Figure;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import io.openmeet.loadtest.trends.Point;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import io.openmeet.loadtest.trends.Series;
import io.openmeet.loadtest.trends.Suspect;
import io.openmeet.loadtest.trends.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortalTrendsTest {
  @TempDir Path folder;
  private Path results;
  private RunHistory history;

  @BeforeEach
  void prepare() throws IOException {
    results = Files.createDirectories(folder.resolve("gatling"));
    history = new RunHistory(folder.resolve("history"));
  }

  private static SampleEntry night(int day) {
    return SampleEntry.at("2026-05-%02dT03:02:01.000Z".formatted(day));
  }

  private void append(SampleEntry... runs) throws IOException {
    for (SampleEntry run : runs) {
      history.append(run.entry());
    }
  }

  private String html() throws IOException {
    Portal.write(results, history);
    return Files.readString(results.resolve(Portal.NAME));
  }

  private JsonNode content() throws IOException {
    String data = html().replaceAll("(?s).*id=\"data\">(.*?)</script>.*", "$1");
    return JsonMapper.builder().build().readTree(data);
  }

  private JsonNode trends() throws IOException {
    return content().get("trends");
  }

  @Test
  void runsOfASimulationAndProfileAreOneGroupWithALineForEachFingerprint() throws IOException {
    SampleEntry elsewhere = night(2);
    elsewhere.fingerprint = "ffffffffffff";
    elsewhere.processor = "Ampere Altra";
    append(night(3), elsewhere, night(1), night(1).of("AuthSimulation", "daily"));

    JsonNode groups = trends().get("groups");

    assertEquals(2, groups.size());
    JsonNode api = groups.get(0);
    assertEquals("ApiSimulation", api.get("simulation").asText());
    assertEquals("smoke", api.get("profile").asText());
    assertEquals("0123456789ab", api.get("lines").get(0).get("fingerprint").asText());
    assertEquals("Ampere Altra", api.get("lines").get(1).get("processor").asText());
    assertEquals(
        "[\"apisimulation-20260501030201000\",false,\"2026-05-01T03:02:01.000Z\",\"PASS\",0,\"06d4cc3f\",114]",
        api.get("runs").get(0).toString());
    assertEquals(1, api.get("runs").get(1).get(4).asInt());
    assertEquals(0, api.get("runs").get(2).get(4).asInt());
    assertEquals("AuthSimulation", groups.get(1).get("simulation").asText());
  }

  @Test
  void aPointHasValueIntervalAndLimitAndARangeHasNoValue() throws IOException {
    append(night(1));

    JsonNode levels = trends().get("groups").get(0).get("levels");

    assertEquals("api-p95", levels.get(0).get("id").asText());
    assertEquals("ms", levels.get(0).get("unit").asText());
    assertEquals("[[114.0,108.0,121.0,200.0]]", levels.get(0).get("points").toString());
    assertEquals("[[null,5.0,10.0,50.0]]", levels.get(1).get("points").toString());
  }

  @Test
  void anInvalidRunHasAPlaceInTheLineAndNoValue() throws IOException {
    append(night(1), night(2).ended(RunVerdict.INVALID, "The injector stood still."), night(3));

    JsonNode api = trends().get("groups").get(0);

    assertEquals("INVALID", api.get("runs").get(1).get(3).asText());
    assertTrue(api.get("runs").get(1).get(6).isNull());
    JsonNode points = api.get("levels").get(0).get("points");
    assertFalse(points.get(0).isNull());
    assertTrue(points.get(1).isNull());
    assertFalse(points.get(2).isNull());
  }

  @Test
  void aLevelThatOnlyOlderRunsHaveComesLastAndOneWithAnotherUnitIsAnotherLevel()
      throws IOException {
    SampleEntry old = night(1);
    old.slas = List.of(level("uploads", Unit.AT_ONCE, 500), level("api-p95", Unit.RATIO, 0.5));
    append(old, night(2));

    JsonNode levels = trends().get("groups").get(0).get("levels");

    assertEquals(
        List.of("api-p95", "database-p95", "uploads", "api-p95"), levels.findValuesAsText("id"));
    assertEquals("[null,[114.0,108.0,121.0,200.0]]", levels.get(0).get("points").toString());
    assertEquals("[[0.5,null,null,1.0],null]", levels.get(3).get("points").toString());
  }

  private static HistoryLevel level(String id, Unit unit, double value) {
    return new HistoryLevel(id, unit, 1.0, value, null, null, null, null, Verdict.MET);
  }

  @Test
  void onlyARunWhoseFolderStillExistsIsLinkedAndItsLevelsHaveNames() throws IOException {
    Path run = SampleRun.passing().writeTo(results);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);
    SampleEntry kept = night(4);
    kept.run = run.getFileName().toString();
    append(night(3), kept);

    JsonNode api = trends().get("groups").get(0);

    assertFalse(api.get("runs").get(0).get(1).asBoolean());
    assertTrue(api.get("runs").get(1).get(1).asBoolean());
    assertEquals("API P95 response time", api.get("levels").get(0).get("name").asText());
    assertEquals("<", api.get("levels").get(0).get("bound").asText());
  }

  @Test
  void withoutAnyResultsALevelHasItsIdForAName() throws IOException {
    append(night(1));

    assertEquals(
        "api-p95", trends().get("groups").get(0).get("levels").get(0).get("name").asText());
  }

  /**
   * Series have no place for an INVALID run, so their indexes are others than those of the runs.
   */
  @Test
  void aChangeAndASuspectAreMarkedAtTheirRuns() {
    List<HistoryEntry> runs =
        List.of(
            night(1).entry(),
            night(2).ended(RunVerdict.INVALID, "The injector stood still.").entry(),
            night(3).entry(),
            night(4).entry());
    List<Point> points =
        Stream.of(runs.get(0), runs.get(2), runs.get(3))
            .map(run -> new Point(run.run(), run.startedAt(), null, 1, null, null, 200.0, 1))
            .toList();
    Figure figure = new Figure("api-p95", Unit.MILLISECONDS, Direction.LOWER_IS_BETTER);
    ChangePoint change = new ChangePoint(1, 2, 100, 130, 1e-6, ChangePoint.Kind.REGRESSION, false);
    Trend trend =
        new Trend(
            new Series("0123456789ab", "ApiSimulation", "smoke", figure, points, List.of()),
            null,
            List.of(change),
            List.of(new Suspect(2, 100, 10)),
            change);

    TrendGroup group = TrendGroup.of(runs, List.of(trend), Set.of(), Map.of());

    TrendLevel level = group.levels().get(0);
    assertEquals(
        List.of(new TrendLevel.Change(2, ChangePoint.Kind.REGRESSION, 100, 130, true)),
        level.changes());
    assertEquals(List.of(3), level.suspects());
    assertEquals(List.of(), group.levels().get(1).changes());
  }

  @Test
  void withoutAHistoryThePageSaysSoAndListsTheRuns() throws IOException {
    Path run = SampleRun.passing().writeTo(results);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);

    JsonNode content = content();

    assertEquals(1, content.get("runs").size());
    assertEquals(0, content.get("trends").get("groups").size());
    assertEquals(
        "There are no trends yet: the history has no run. Each run adds itself at its end.",
        content.get("trends").get("notices").get(0).asText());
  }

  @Test
  void anUnreadableHistoryCostsOnlyTheTrends() throws IOException {
    Files.createDirectories(history.file());
    Path run = SampleRun.passing().writeTo(results);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);

    JsonNode content = content();

    assertEquals(1, content.get("runs").size());
    String notice = content.get("trends").get("notices").get(0).asText();
    assertTrue(notice.startsWith("There are no trends: the history cannot be read ("), notice);
    assertTrue(notice.endsWith("runs.jsonl: is a folder)."), notice);
  }

  @Test
  void linesThatCannotBeReadAreCounted() throws IOException {
    append(night(1));
    Files.writeString(history.file(), "torn\n", StandardOpenOption.APPEND);

    JsonNode trends = trends();

    assertEquals(1, trends.get("groups").size());
    assertEquals(
        "1 line of the history cannot be read; `ci/loadtest history` names the reasons.",
        trends.get("notices").get(0).asText());
  }

  @Test
  void onlyTheNewestRunsAreShownAndTheOthersAreCounted() throws IOException {
    StringBuilder lines = new StringBuilder();
    append(night(1));
    String line = Files.readString(history.file());
    Instant first = Instant.parse("2026-01-01T03:02:01Z");
    for (int i = 0; i < PortalTrends.MOST_RUNS + 2; i++) {
      String start = first.plus(i, ChronoUnit.HOURS).toString().replace("Z", ".000Z");
      lines.append(
          line.replace("2026-05-01T03:02:01.000Z", start)
              .replace("apisimulation-20260501030201000", "run-" + i));
    }
    Files.writeString(history.file(), lines);

    JsonNode trends = trends();

    assertEquals(2, trends.get("older").asInt());
    JsonNode runs = trends.get("groups").get(0).get("runs");
    assertEquals(PortalTrends.MOST_RUNS, runs.size());
    assertEquals("run-2", runs.get(0).get(0).asText());
  }

  @Test
  void tablesForBrowsersWithoutJavaScriptHaveTheNewestValuesAndEscapeNames() throws IOException {
    SampleEntry hostile = night(1);
    hostile.simulation = "Api</noscript><img src=x onerror=alert(1)>";
    append(hostile);
    Path run = SampleRun.hostile().writeTo(results);
    new ResultsJson().write(RunReport.alone(RunDirectory.read(run)), run);

    String html = html();
    String tables = html.substring(html.indexOf("<noscript>"), html.indexOf("</noscript>"));

    assertTrue(
        tables.contains(
            "<td>Api&lt;/noscript&gt;&lt;img src=x onerror=alert(1)&gt;</td><td>smoke</td><td>API P95 response time</td><td>114 ms</td><td>&lt; 200 ms</td>"),
        tables);
    assertTrue(tables.contains("<td>5 ms to 10 ms</td>"), tables);
    assertTrue(tables.contains("<a href=\"" + run.getFileName() + "/scorecard.html\">"), tables);
    assertFalse(tables.contains("<img"));
  }

  @Test
  void aScoreHasNoUnitInTheTables() throws IOException {
    SampleEntry run = night(1);
    run.slas =
        List.of(
            new HistoryLevel(
                "browser-cls", Unit.SCORE, 0.1, 0.034, null, null, null, null, Verdict.MET));
    append(run);

    String html = html();

    assertTrue(html.contains("<td>browser-cls</td><td>0.03</td><td>0.10</td>"), html);
    assertEquals("score", trends().get("groups").get(0).get("levels").get(0).get("unit").asText());
  }
}
