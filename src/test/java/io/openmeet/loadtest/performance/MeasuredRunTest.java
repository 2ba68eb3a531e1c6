package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.WorkFigure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasuredRunTest {
  private static WorkFigure sent(String route, double bytes) {
    return new WorkFigure("openmeet_http_sent_bytes_total", Map.of("route", route), bytes);
  }

  @Test
  void theUseOfAResourceIsThatOfAllItsSeriesWithoutScrapes() {
    List<WorkFigure> work =
        List.of(
            sent("/meetings", 500),
            sent("/search", 140),
            sent("/metrics", 223),
            new WorkFigure("process_cpu_seconds_total", Map.of(), 0.0017),
            new WorkFigure("openmeet_database_rows_total", Map.of("query", "a"), 7));

    assertEquals(Map.of(Resource.BANDWIDTH, 640.0, Resource.API, 0.0017), MeasuredRun.use(work));
  }
}
