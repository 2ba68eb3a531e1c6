package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured.Interval;
import io.openmeet.loadtest.sla.Measured.Missing;
import io.openmeet.loadtest.sla.Measured.Value;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlaTableTest {
  private final Locale locale = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(locale);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE"})
  void showsEachLevelWithItsLimitAndOutcome(String language) {
    Locale.setDefault(Locale.forLanguageTag(language));
    SlaBook book = SlaBook.standard();
    assertEquals(
        """
        Service level           Limit                Measured            Margin
        ----------------------  -------------------  ------------------  ----------------------------  -------
        API P95 response time   < 200 ms             12 ms               94 % below the limit          met
        Error rate              < 1.00 %             1.25 %              25 % too high                 BROKEN
        Sustained throughput    >= 5,000 requests/s  5,012.3 requests/s  0.2 % above the limit         met
        Database query P95      < 50 ms              20 ms to 50 ms      at least 0 % below the limit  met
        Cache hit ratio         > 80.00 %            no data                                           NO DATA
        Concurrent connections  >= 20 at once        1,000 at once       4,900 % above the limit       met
        """,
        SlaTable.of(
                Stream.of(
                        book.get("api-p95").judge(new Value(12)),
                        book.get("error-rate").judge(new Value(0.0125)),
                        book.get("throughput").judge(new Value(5012.3)),
                        book.get("database-p95").judge(new Interval(20, 50)),
                        book.get("cache-hit-ratio").judge(new Missing("the target said no")),
                        book.get("connections").atIntensity(0.02).judge(new Value(1000)))
                    .map(SlaResult::of)
                    .toList())
            .replace(System.lineSeparator(), "\n"));
  }

  /** The values are as long as those of real runs; only metrics of the target give intervals. */
  @Test
  void fitsATerminalWithEveryServiceLevel() {
    String table =
        SlaTable.of(
            SlaBook.standard().all().stream()
                .map(
                    sla ->
                        SlaResult.of(
                            sla.judge(
                                sla.measure() == Measure.METRIC_PERCENTILE
                                    ? new Interval(sla.limit() / 10, sla.limit() / 5)
                                    : new Value(sla.limit() * 10)),
                            confidence(sla)))
                .toList());
    int widest = table.lines().mapToInt(String::length).max().orElseThrow();
    assertTrue(widest <= 120 && widest >= 90, table);
  }

  private static Optional<ConfidenceInterval> confidence(Sla sla) {
    return sla.measure() == Measure.RESPONSE_TIME || sla.measure() == Measure.ERROR_RATE
        ? Optional.of(new ConfidenceInterval(sla.limit() * 9, sla.limit() * 11))
        : Optional.empty();
  }
}
