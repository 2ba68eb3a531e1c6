package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.target.MetricsText.Sample;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTextTest {

  @Test
  void readsNamesLabelsAndValues() {
    MetricsText metrics =
        MetricsText.parse(
            """
            # HELP http_requests_total Requests.
            # TYPE http_requests_total counter
            http_requests_total{method="post",code="200"} 1027
            http_requests_total{method="post",code="400",} 3
            up 1
            """);
    assertEquals(
        List.of(
            new Sample(Map.of("method", "post", "code", "200"), 1027),
            new Sample(Map.of("method", "post", "code", "400"), 3)),
        metrics.samples("http_requests_total"));
    assertEquals(List.of(new Sample(Map.of(), 1)), metrics.samples("up"));
  }

  @Test
  void skipsLongerNamesThatBeginWithTheName() {
    MetricsText metrics = MetricsText.parse("m_total 1\nm 2\nm{le=\"1\"} 3\nmm 4\n");

    assertEquals(
        List.of(new Sample(Map.of(), 2), new Sample(Map.of("le", "1"), 3)), metrics.samples("m"));
    assertEquals(List.of(new Sample(Map.of(), 1)), metrics.samples("m_total"));
  }

  @Test
  void hasNoSamplesOfAMetricThatIsNotThere() {
    assertEquals(List.of(), MetricsText.parse("up 1").samples("down"));
  }

  @ParameterizedTest
  @CsvSource({
    "1027, 1027",
    "1.5e3, 1500",
    "-0.25, -0.25",
    "+Inf, Infinity",
    "-Inf, -Infinity",
    "NaN, NaN",
    "soon, NaN"
  })
  void readsEveryKindOfNumber(String text, double value) {
    assertEquals(List.of(new Sample(Map.of(), value)), MetricsText.parse("m " + text).samples("m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m{le=\"0.1\"} 7 1700000000000",
        "m{le=\"0.1\"} 7 # {trace_id=\"a b\"} 0.054 1700000000.1",
        "m{le=\"0.1\"} 7 1700000000000 # {trace_id=\"}\"} 0.054",
        "m{le=\"0.1\"}   7",
        "m{le=\"0.1\"}\t7\r"
      })
  void skipsTimestampsAndExemplars(String line) {
    assertEquals(
        List.of(new Sample(Map.of("le", "0.1"), 7)), MetricsText.parse(line + "\n").samples("m"));
  }

  /** Values stay as written, because they are compared and not shown. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "say \\\"hi\\\"",
        "a\\\\",
        "{id}",
        "/meetings/{id} 5",
        "\\\"} 9",
        "a,b=c",
        "#1",
        "Überblick"
      })
  void readsLabelsThatLookLikeOtherPartsOfALine(String label) {
    assertEquals(
        List.of(new Sample(Map.of("path", label, "le", "1"), 7)),
        MetricsText.parse("m{path=\"%s\",le=\"1\"} 7".formatted(label)).samples("m"));
  }

  @Test
  void readsAVeryLongLabel() {
    String statement = "select \\\"id\\\" ".repeat(20_000);
    assertEquals(
        List.of(new Sample(Map.of("statement", statement), 7)),
        MetricsText.parse("m{statement=\"%s\"} 7".formatted(statement)).samples("m"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "m",
        "m{",
        "m{a=\"b\" 7",
        "m{a=\"b} 7",
        "m{a=\"b\\",
        "m{a=\"b\"c=\"d\"} 7",
        "m {7",
        "m #7",
        "7 m",
        "{} 7"
      })
  void skipsLinesThatAreNoSamples(String line) {
    MetricsText metrics = MetricsText.parse(line + "\nup 1\n");
    assertEquals(List.of(), metrics.samples("m"));
    assertEquals(List.of(new Sample(Map.of(), 1)), metrics.samples("up"));
  }
}
