package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.integration.KnownServer.Answer;
import io.openmeet.loadtest.target.SelfSigned;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run reports about a server whose behaviour is known. */
class KnownServerIT {
  private static final Answer SOON = new Answer(200, 60);
  private static final Answer SLOW = new Answer(200, 300);

  @TempDir Path results;

  @Test
  void sixPerCentOfSlowAnswersBreakTheP95() throws Exception {
    JsonNode result = validResult(number -> isOneOf(6, number) ? SLOW : Answer.AT_ONCE);
    assertEquals("FAIL", result.path("verdict").asText());
    assertEquals(List.of("api-p95"), notMet(result));
  }

  /**
   * The level on the P99 is replaced by one on statements, of which the server makes three. The
   * work for a request is right, however late the scrapes are.
   */
  @Test
  void moreWorkForARequestThanAllowedBreaksItsLevel() throws Exception {
    String p99 = "\"responseTime\", \"percentile\": 99, \"bound\": \"<\", \"limit\": 500";
    String statements =
        "\"metricPerRequest\", \"metric\": \"statements_total\", \"bound\": \"<\", \"limit\": 2.9";
    String standard = Files.readString(Path.of("src/test/resources/slas.json"));
    assertTrue(standard.contains(p99));
    Path slas =
        Files.writeString(results.resolve("slas.json"), standard.replaceFirst(p99, statements));

    ForkedSimulation.Result run =
        KnownRun.valid(
            results, (number, seconds) -> Answer.AT_ONCE, Map.of("slas", slas.toString()));

    JsonNode result = run.resultsJson();
    assertEquals("FAIL", result.path("verdict").asText());
    assertEquals(List.of("api-p99"), notMet(result));
    assertEquals(3, result.at("/slas/1/actual").asDouble(), 0.03);
    assertEquals(1, run.brokenAssertions().size(), run.output());
    assertEquals(2, result.path("work").size(), result.path("work").toString());
    assertWork("count", KnownServer.COUNTS, result.at("/work/0"));
    assertWork("find", KnownServer.FINDS, result.at("/work/1"));
  }

  private static void assertWork(String query, int perRequest, JsonNode figure) {
    assertEquals("statements_total", figure.path("metric").asText());
    assertEquals(query, figure.at("/labels/query").asText());
    assertEquals(perRequest, figure.path("perRequest").asDouble(), 0.01 * perRequest);
  }

  /** Nor do answers that are under way when the window opens. */
  @Test
  void fourPerCentOfSlowAnswersDoNotBreakTheP95() throws Exception {
    JsonNode result = validResult(number -> isOneOf(4, number) ? SLOW : SOON);
    assertEquals("PASS", result.path("verdict").asText());
    assertEquals(300, result.path("totals").path("p99Ms").asInt(), 5);
  }

  /** 4 or 5 of 505 requests are 0.79 % to 0.99 %. */
  @Test
  void lessThanOnePerCentOfErrorsPass() throws Exception {
    JsonNode result = validResult(number -> new Answer(number % 112 == 0 ? 500 : 200, 0));
    assertEquals("PASS", result.path("verdict").asText());
    assertBetween(4, 5, result.path("totals").path("ko").asInt());
  }

  /** 6 or 7 of 505 requests are 1.19 % to 1.39 %. */
  @Test
  void moreThanOnePerCentOfErrorsFail() throws Exception {
    JsonNode result = validResult(number -> new Answer(number % 84 == 0 ? 500 : 200, 0));
    assertEquals("FAIL", result.path("verdict").asText());
    assertEquals(List.of("error-rate"), notMet(result));
    assertBetween(6, 7, result.path("totals").path("ko").asInt());
  }

  /** The server is fast all the time, and the raw response times show no problem. */
  @Test
  void anInjectorThatStoodStillMakesTheRunInvalid() throws Exception {
    ForkedSimulation.Result run =
        KnownRun.ofAnInjectorThatStandsStill(results, (number, seconds) -> Answer.AT_ONCE);
    assertIsInTheHistory(run);
    JsonNode result = run.resultsJson();
    JsonNode latency = result.path("latency");
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("INVALID", result.path("verdict").asText()),
        () -> assertBetween(1500, 2500, latency.path("corrected").path("p99Ms").asInt()),
        () -> assertBetween(0, 500, latency.path("raw").path("p99Ms").asInt()),
        () -> assertTrue(result.path("reasons").toString().contains("stall")));
  }

  /** The server is fast and the figures are good, but the load is not the planned one. */
  @Test
  void usersWhoFailByThemselvesMakeTheRunInvalid() throws Exception {
    JsonNode result =
        KnownRun.ofUsersWhoThrow(results, (number, seconds) -> Answer.AT_ONCE).resultsJson();
    assertAll(
        result.path("reasons").toString(),
        () -> assertEquals("INVALID", result.path("verdict").asText()),
        () -> assertTrue(result.path("reasons").get(0).asText().contains("no seat is left")));
  }

  /** The checks before the load and the load itself use the same trust store. */
  @Test
  void aCertificateOfTheTrustStoreIsTrusted() throws Exception {
    Path store = SelfSigned.in(results);
    Map<String, String> trust =
        Map.of(
            "javax.net.ssl.trustStore",
            store.toString(),
            "javax.net.ssl.trustStorePassword",
            SelfSigned.PASSWORD);
    try (KnownServer server =
        KnownServer.secure(store, SelfSigned.PASSWORD, (number, seconds) -> Answer.AT_ONCE)) {
      JsonNode result = KnownRun.of(results, server, trust).resultsJson();

      assertEquals(0, result.path("totals").path("ko").asInt());
      assertBetween(495, 515, result.path("totals").path("count").asInt());
    }
  }

  private JsonNode validResult(LongFunction<Answer> behaviour) throws Exception {
    ForkedSimulation.Result run =
        KnownRun.valid(results, (number, seconds) -> behaviour.apply(number), Map.of());
    assertIsInTheHistory(run);
    return run.resultsJson();
  }

  /** With the figures of results.json. */
  private static void assertIsInTheHistory(ForkedSimulation.Result run) throws IOException {
    JsonNode result = run.resultsJson();
    RunHistory.Content content = new RunHistory(run.results().resolve("history")).read();
    assertEquals(List.of(), content.skipped());
    assertEquals(1, content.runs().size());
    HistoryEntry entry = content.runs().get(0);
    assertAll(
        () -> assertEquals(run.runFolder().getFileName().toString(), entry.run()),
        () -> assertEquals(result.path("verdict").asText(), entry.verdict().name()),
        () -> assertEquals(result.path("startedAt").asText(), entry.startedAt()),
        () -> assertEquals(result.path("totals").path("count").asLong(), entry.totals().count()),
        () -> assertEquals(result.path("slas").size(), entry.slas().size()),
        () ->
            assertEquals(result.path("environment").path("processor").asText(), entry.processor()));
  }

  /** The history's folder is a file, so it cannot be written. */
  @Test
  void aHistoryThatCannotBeWrittenDoesNotChangeTheOutcome() throws Exception {
    Path file = Files.writeString(results.resolve("file"), "");
    ForkedSimulation.Result run =
        KnownRun.valid(
            results, (number, seconds) -> Answer.AT_ONCE, Map.of("history", file.toString()));

    assertEquals("PASS", run.resultsJson().path("verdict").asText());
    assertEquals(0, run.exitCode());
    assertEquals(1, run.lines("The history does not have this run: " + file).size(), run.output());
  }

  /** Whether a request is one of those in a hundred, evenly spread. */
  private static boolean isOneOf(int perCent, long number) {
    return number * perCent / 100 != (number - 1) * perCent / 100;
  }

  private static List<String> notMet(JsonNode result) {
    return StreamSupport.stream(result.path("slas").spliterator(), false)
        .filter(sla -> !sla.path("verdict").asText().equalsIgnoreCase("met"))
        .map(sla -> sla.path("id").asText())
        .toList();
  }

  private static void assertBetween(int low, int high, int value) {
    assertTrue(
        low <= value && value <= high, "expected %d to %d, found %d".formatted(low, high, value));
  }
}
