package io.openmeet.loadtest.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.reports.performance.Traced.Figure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracedTest {
  private static final Traced P95 = Traced.figure("12 ms", "run a: api-p95");

  @Test
  void putsFiguresIntoWordsAndKeepsTheirSources() {
    Traced line = Traced.of("It was {}, below {}.", P95, Traced.figure("200 ms", "slas.json"));

    assertEquals("It was 12 ms, below 200 ms.", line.markdown());
    assertEquals(
        List.of(new Figure("12 ms", "run a: api-p95"), new Figure("200 ms", "slas.json")),
        line.figures());
  }

  @ParameterizedTest
  @ValueSource(strings = {"It was 12 ms.", "a 25-fold gain", "(3)", "$4", ".5 of it", "-1", "x 2"})
  void refusesANumberThatSomebodyTyped(String typed) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Traced.of(typed)).getMessage();
    assertTrue(message.endsWith("in \"" + typed + "\" has no source"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P95 and P99", "api-p95", "no number"})
  void acceptsDigitsInNames(String words) {
    assertEquals(words, Traced.of(words).markdown());
  }

  @Test
  void refusesAFigureWithoutASource() {
    assertThrows(IllegalArgumentException.class, () -> Traced.figure("12 ms", " "));
  }

  @Test
  void refusesTooFewAndTooManyParts() {
    assertThrows(IllegalArgumentException.class, () -> Traced.of("{} and {}", P95));
    assertThrows(IllegalArgumentException.class, () -> Traced.of("nothing", P95));
  }

  @Test
  void escapesWhatCouldBeMarkup() {
    assertEquals("a\\|b \\*c\\*", Traced.figure("a|b *c*", "a run").markdown());
  }
}
