package io.openmeet.loadtest.sla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlaBookTest {
  private static final String P95 =
      """
      {"id": "api-p95", "name": "API P95", "measure": "responseTime", "percentile": 95,
       "bound": "<", "limit": 200}""";

  @TempDir private Path folder;

  @Test
  void readsLevelsInTheFilesOrder() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("slas.json"),
            """
            {"slas": [
              {"id": "hits", "name": "Cache hit ratio", "measure": "metricHitRatio",
               "metric": "cache_total", "bound": ">", "limit": 1},
              {"id": "api-p95", "name": "API P95", "measure": "responseTime", "percentile": 95,
               "bound": "<", "limit": 200}
            ]}
            """);
    assertEquals(
        List.of(
            new Sla(
                "hits",
                "Cache hit ratio",
                Measure.METRIC_HIT_RATIO,
                null,
                "cache_total",
                Bound.ABOVE,
                1.0),
            new Sla("api-p95", "API P95", Measure.RESPONSE_TIME, 95.0, null, Bound.BELOW, 200.0)),
        SlaBook.read(file).all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "api-p95         | API P95 response time  | RESPONSE_TIME     | 95 | -                               | BELOW    | 200",
        "api-p99         | API P99 response time  | RESPONSE_TIME     | 99 | -                               | BELOW    | 500",
        "error-rate      | Error rate             | ERROR_RATE        | -  | -                               | BELOW    | 0.01",
        "throughput      | Sustained throughput   | THROUGHPUT        | -  | -                               | AT_LEAST | 5000",
        "connections     | Concurrent connections | CONCURRENCY       | -  | -                               | AT_LEAST | 1000",
        "websocket-p95   | WebSocket latency P95  | RESPONSE_TIME     | 95 | -                               | BELOW    | 50",
        "database-p95    | Database query P95     | METRIC_PERCENTILE | 95 | openmeet_database_query_seconds | BELOW    | 50",
        "cache-hit-ratio | Cache hit ratio        | METRIC_HIT_RATIO  | -  | openmeet_cache_requests_total   | ABOVE    | 0.8",
        "auth-users      | Users signed in at once   | CONCURRENCY   | -  | - | AT_LEAST | 1000",
        "search-users    | Users searching at once   | CONCURRENCY   | -  | - | AT_LEAST | 2000",
        "uploads         | Uploads in flight at once | CONCURRENCY   | -  | - | AT_LEAST | 500",
        "upload-p95      | Upload P95 response time  | RESPONSE_TIME | 95 | - | BELOW    | 3000",
        "upload-p99      | Upload P99 response time  | RESPONSE_TIME | 99 | - | BELOW    | 6000",
        "broadcasts    | Broadcasts received   | SHARE         | -  | - | AT_LEAST | 0.99",
        "broadcast-p95 | Broadcast latency P95 | OBSERVED_TIME | 95 | - | BELOW    | 50",
        "browser-lcp | Largest Contentful Paint P75  | OBSERVED_TIME  | 75 | - | BELOW | 2500",
        "browser-inp | Interaction to Next Paint P75 | OBSERVED_TIME  | 75 | - | BELOW | 200",
        "browser-cls | Cumulative Layout Shift P75   | OBSERVED_SCORE | 75 | - | BELOW | 0.1"
      })
  void hasTheseLevelsByDefault(
      String id,
      String name,
      Measure measure,
      Double percentile,
      String metric,
      Bound bound,
      double limit) {
    assertEquals(
        new Sla(id, name, measure, percentile, metric, bound, limit), SlaBook.standard().get(id));
  }

  @Test
  void hasNoOtherLevelByDefault() {
    assertEquals(18, SlaBook.standard().all().size());
  }

  @Test
  void listsTheKnownLevelsWhenAnUnknownOneIsAskedFor() {
    SlaBook book = parsed("{\"slas\": [%s, %s]}".formatted(P95, P95.replace("95", "99")));
    assertEquals(
        "my.json: the service level \"api-p90\" is required, but missing; the file has api-p95, api-p99.",
        assertThrows(ConfigurationException.class, () -> book.get("api-p90")).getMessage());
  }

  @Test
  void refusesAFileThatIsNotThere() {
    Path missing = folder.resolve("no.json");
    assertEquals(
        "-Dslas: expected a JSON file, found no file at %s.".formatted(missing), refusal(missing));
  }

  @Test
  void refusesAFolder() {
    assertEquals("%s: cannot be read: Is a directory.".formatted(folder), refusal(folder));
  }

  @Test
  void namesTheLineOfMalformedJson() {
    assertEquals(
        "my.json line 3: Unexpected character ('\"' (code 34)): was expecting comma to separate Object entries.",
        refusal("{\"slas\": [\n{\"id\": \"api-p95\"\n \"name\": \"API P95\"}]}"));
  }

  @Test
  void refusesAFileThatIsCutOff() {
    assertEquals(
        "my.json line 2: the file ends too early; a bracket or a quote is not closed.",
        refusal("{\"slas\": [" + P95));
  }

  @Test
  void refusesAnEmptyFile() {
    assertEquals("my.json line 1: expected {\"slas\": [...]} and nothing else.", refusal(""));
  }

  @Test
  void refusesTextAfterTheEnd() {
    assertEquals(
        "my.json line 3: expected {\"slas\": [...]} and nothing else.",
        refusal("{\"slas\": [" + P95 + "]}\n{}"));
  }

  @Test
  void refusesAKeyThatOccursTwice() {
    assertEquals(
        "my.json line 3: Duplicate field 'bound'.",
        refusal("{\"slas\": [\n" + P95.replace("\"limit\"", "\"bound\": \">\", \"limit\"") + "]}"));
  }

  @Test
  void refusesAnIdThatOccursTwice() {
    assertEquals(
        "my.json: the id \"api-p95\" occurs twice; each service level needs a different id.",
        refusal("{\"slas\": [%s, %s]}".formatted(P95, P95)));
  }

  @Test
  void refusesLevelsThatLookTheSameInReports() {
    String other = P95.replace("\"api-p95\"", "\"other\"");

    assertEquals(
        "my.json: api-p95 and other: expected names that differ in reports, found \"API P95\" (< 200 ms) in both.",
        refusal("{\"slas\": [%s, %s]}".formatted(P95, other)));
  }

  @Test
  void refusesAnUnknownKeyOfALevel() {
    assertEquals(
        "my.json line 3: unknown key \"maximum\"; the known keys are bound, id, limit, measure, metric, name, percentile, whenMissing.",
        refusal("{\"slas\": [\n" + P95.replace("\"limit\"", "\"maximum\": 1, \"limit\"") + "]}"));
  }

  @Test
  void refusesAnUnknownKeyOfTheFile() {
    assertEquals(
        "my.json line 1: unknown key \"levels\"; the known keys are slas.",
        refusal("{\"levels\": 1}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"slas\": []}", "{\"slas\": null}", "{}", "null"})
  void refusesAFileWithoutALevel(String json) {
    assertEquals(
        "my.json: expected {\"slas\": [...]} with at least one service level, found none.",
        refusal(json));
  }

  @Test
  void refusesNullInsteadOfALevel() {
    assertEquals(
        "my.json: expected a service level, found null in slas.",
        refusal("{\"slas\": [" + P95 + ", null]}"));
  }

  @Test
  void refusesAnArrayAtTheTop() {
    assertEquals(
        "my.json line 1: expected {\"slas\": [...]} and nothing else.", refusal("[" + P95 + "]"));
  }

  @Test
  void refusesATextWhereALevelBelongs() {
    assertEquals(
        "my.json line 2: slas: expected a service level in {...}.",
        refusal("{\"slas\": [\n\"api-p95\"]}"));
  }

  @Test
  void refusesALevelWhereAListBelongs() {
    assertEquals("my.json line 2: slas: expected a list.", refusal("{\"slas\":\n" + P95 + "}"));
  }

  @Test
  void refusesAListWhereATextBelongs() {
    assertEquals(
        "my.json line 2: name: expected a text.",
        refusal("{\"slas\": [\n" + P95.replace("\"API P95\"", "[1]") + "]}"));
  }

  @Test
  void refusesATextWhereANumberBelongs() {
    assertEquals(
        "my.json line 3: limit: expected a number.",
        refusal("{\"slas\": [\n" + P95.replace("200", "\"fast\"") + "]}"));
  }

  /** The text that replaces a part of the valid level, and the complaint after file and line. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "responseTime | latency | measure: expected one of responseTime, errorRate, throughput, concurrency, share, observedTime, observedScore, metricPercentile, metricHitRatio, metricPerRequest, found \"latency\"",
        "\"<\" | \"<=\" | bound: expected one of <, >, >=, found \"<=\"",
        "\"<\" | null | api-p95: bound: expected <, > or >=, found null",
        "\"responseTime\" | null | api-p95: measure: expected a measure, found null",
        "\"id\": \"api-p95\", | `` | id: expected words like api-p95, found null",
        "\"api-p95\" | \"API P95\" | id: expected words like api-p95, found API P95",
        "\"api-p95\" | \"api--p95\" | id: expected words like api-p95, found api--p95",
        "\"API P95\" | \" \" | `api-p95: name: expected a text, found  `",
        "\"name\": \"API P95\", | `` | api-p95: name: expected a text, found null",
        "200 | 0 | api-p95: limit: expected a number above 0, found 0.0",
        "200 | -1 | api-p95: limit: expected a number above 0, found -1.0",
        "200 | 1e999 | api-p95: limit: expected a number above 0, found Infinity",
        ", \"limit\": 200 | `` | api-p95: limit: expected a number above 0, found null",
        "\"percentile\": 95, | \"percentile\": 0, | api-p95: percentile: expected a number between 0 and 100, found 0.0",
        "\"percentile\": 95, | \"percentile\": 100, | api-p95: percentile: expected a number between 0 and 100, found 100.0",
        "\"percentile\": 95, | `` | api-p95: percentile: expected a number between 0 and 100, found null",
        "responseTime | errorRate | api-p95: limit: expected a ratio between 0 and 1, found 200.0",
        "responseTime | throughput | api-p95: percentile: expected none for throughput, found 95.0",
        "responseTime | metricPercentile | api-p95: metric: expected the name of a metric, found null",
        "\"responseTime\", \"percentile\": 95 | \"metricPerRequest\" | api-p95: metric: expected the name of a metric, found null",
        "responseTime | metricPerRequest | api-p95: percentile: expected none for metricPerRequest, found 95.0",
        "\"responseTime\", \"percentile\": 95 | \"metricPerRequest\", \"metric\": \"\" | `api-p95: metric: expected the name of a metric, found `",
        "\"responseTime\", \"percentile\": 95 | \"metricPerRequest\", \"metric\": \"queries_total{query=\\\"find\\\"}\" | api-p95: metric: expected the name of a metric, found queries_total{query=\"find\"}",
        "\"percentile\": 95, | \"percentile\": 95, \"metric\": \"db\", | api-p95: metric: expected none for responseTime, found db",
        "\"percentile\": 95, | \"percentile\": 95, \"metric\": \"\", | `api-p95: metric: expected none for responseTime, found `"
      })
  void refusesAnImpossibleLevel(String part, String replacement, String complaint) {
    String level = P95.replace("\n ", " ").replace(part, replacement);
    assertEquals("my.json line 2: " + complaint + ".", refusal("{\"slas\": [\n" + level + "]}"));
  }

  @ParameterizedTest
  @CsvSource({
    "responseTime, >=, <",
    "errorRate, >, <",
    "throughput, <, > or >=",
    "concurrency, <, > or >=",
  })
  void refusesABoundThatDoesNotFitTheMeasure(String measure, String bound, String expected) {
    String percentile = measure.equals("responseTime") ? "\"percentile\": 95, " : "";
    String json =
        "{\"slas\": [{\"id\": \"x\", \"name\": \"X\", \"measure\": \"%s\", %s\"bound\": \"%s\", \"limit\": 1}]}"
            .formatted(measure, percentile, bound);
    assertEquals(
        "my.json: x: bound: expected %s for %s, found %s.".formatted(expected, measure, bound),
        refusal(json));
  }

  /** Fewer statements for a request are better, and more answers from a cache are. */
  @ParameterizedTest
  @CsvSource({"<, < 0.90 per request", ">, > 0.90 per request", ">=, >= 0.90 per request"})
  void allowsALimitOnEitherSideOfTheWorkForARequest(String bound, String limit) {
    SlaBook book =
        parsed(
            "{\"slas\": [{\"id\": \"x\", \"name\": \"X\", \"measure\": \"metricPerRequest\", \"metric\": \"queries_total\", \"bound\": \"%s\", \"limit\": 0.9}]}"
                .formatted(bound));
    assertEquals(limit, book.get("x").limitText());
  }

  private static SlaBook parsed(String json) {
    try {
      return SlaBook.parse(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "my.json");
    } catch (IOException impossible) {
      throw new AssertionError("bytes in memory can always be read", impossible);
    }
  }

  private static String refusal(String json) {
    return assertThrows(ConfigurationException.class, () -> parsed(json)).getMessage();
  }

  private static String refusal(Path file) {
    return assertThrows(ConfigurationException.class, () -> SlaBook.read(file)).getMessage();
  }
}
