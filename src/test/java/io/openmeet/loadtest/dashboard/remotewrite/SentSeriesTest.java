package io.openmeet.loadtest.dashboard.remotewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.dashboard.remotewrite.TimeSeries.Sample;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SentSeriesTest {
  private static final SortedMap<String, String> USERS = new TreeMap<>(Map.of("__name__", "users"));
  private static final SortedMap<String, String> LAG = new TreeMap<>(Map.of("__name__", "lag"));

  private final SentSeries series = new SentSeries();

  @Test
  void aSeriesWithoutAValueEndsOnce() {
    assertEquals(List.of(new TimeSeries(LAG, List.of(Sample.of(7, 1)))), take(1, Map.of(LAG, 7.0)));
    assertEquals(List.of(new TimeSeries(LAG, List.of(Sample.end(2)))), take(2, Map.of()));
    assertEquals(List.of(), take(3, Map.of()));
  }

  @Test
  void theEndOfASeriesIsSentAgainIfItWasNotTaken() {
    take(1, Map.of(LAG, 7.0));

    series.at(2, Map.of());

    assertEquals(List.of(new TimeSeries(LAG, List.of(Sample.end(3)))), take(3, Map.of()));
  }

  @Test
  void allSeriesEndAtTheEnd() {
    take(1, Map.of(LAG, 7.0));

    assertEquals(
        List.of(
            new TimeSeries(USERS, List.of(Sample.of(5, 2), Sample.end(12))),
            new TimeSeries(LAG, List.of(Sample.end(2)))),
        series.last(2, Map.of(USERS, 5.0), 12));
  }

  private List<TimeSeries> take(long atMs, Map<SortedMap<String, String>, Double> values) {
    List<TimeSeries> samples = series.at(atMs, values);
    series.taken(values);
    return samples;
  }
}
