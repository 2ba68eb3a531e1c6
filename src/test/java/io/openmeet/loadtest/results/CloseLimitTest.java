package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.SlaBook;
import io.openmeet.loadtest.statistics.ConfidenceInterval;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits: API P95 below 200 ms, error rate below 1 %. The windows have 30 s, unless given. */
class CloseLimitTest {
  private static final double SECONDS = 30;

  /**
   * Towards the limit, the first interval has 5 times the distance of the value from the limit, so
   * it needs 25 times the window: 750 s. The others: 4 times and 8 min, 1.5 times and 67.5 s, 3
   * times and 270 s, 11 times and 3,630 s.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198 | 187 | 208 | 187 to 208 ms | a window of some 13 minutes",
        "205 | 185 | 214 | 185 to 214 ms | a window of some 8 minutes",
        "190 | 181 | 205 | 181 to 205 ms | a window of some 70 seconds",
        "197 | 187 | 206 | 187 to 206 ms | a window of some 5 minutes",
        "199 | 187 | 210 | 187 to 210 ms | only a window longer than an hour",
      })
  void saysHowLongAWindowWouldDecide(
      double actual, double low, double high, String range, String window) {
    assertEquals(
        List.of(
            "close: API P95 response time is %s around a limit of 200 ms; %s would decide."
                .formatted(range, window)),
        notes(SECONDS, level("api-p95", actual, low, high)));
  }

  /** From 207 down to 187 ms are 20 ms, and to the limit 7 ms: 8.2 windows. */
  @Test
  void countsFromTheLengthOfTheRunsWindow() {
    assertEquals(
        List.of(
            "close: API P95 response time is 187 to 214 ms around a limit of 200 ms; a window of some 9 minutes would decide."),
        notes(60, level("api-p95", 207, 187, 214)));
  }

  @Test
  void knowsNoWindowForAValueThatEqualsItsLimit() {
    assertEquals(
        List.of("close: API P95 response time is 190 to 214 ms around a limit of 200 ms."),
        notes(SECONDS, level("api-p95", 200, 190, 214)));
  }

  @Test
  void showsErrorRatesInPerCent() {
    assertEquals(
        List.of(
            "close: Error rate is 0.40 to 1.20 % around a limit of 1.00 %; a window of some 2 minutes would decide."),
        notes(SECONDS, level("error-rate", 0.008, 0.004, 0.012)));
  }

  /** A P95 of 200 ms breaks the limit, so both ends of 200 to 220 ms do. */
  @ParameterizedTest
  @CsvSource({"180, 170, 199", "210, 200, 220", "250, 240, 260"})
  void saysNothingWhenTheWholeIntervalIsOnOneSide(double actual, double low, double high) {
    assertEquals(List.of(), notes(SECONDS, level("api-p95", actual, low, high)));
  }

  @Test
  void saysNothingWithoutAnInterval() {
    assertEquals(
        List.of(),
        notes(
            SECONDS,
            SlaResult.of(SlaBook.standard().get("api-p95").judge(new Measured.Value(199)))));
  }

  private static List<String> notes(double seconds, SlaResult level) {
    return CloseLimit.notes(List.of(level), seconds);
  }

  private static SlaResult level(String id, double actual, double low, double high) {
    return SlaResult.of(
        SlaBook.standard().get(id).judge(new Measured.Value(actual)),
        Optional.of(new ConfidenceInterval(low, high)));
  }
}
