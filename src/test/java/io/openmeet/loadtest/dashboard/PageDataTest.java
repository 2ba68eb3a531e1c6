package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.target.MetricsText;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageDataTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path folder;

  /** The log covers 10.005 s of the window; an answer may be logged up to 2 s late. */
  @Test
  void theNextSecondIsTheFirstWhosePointMayStillChange() throws Exception {
    try (GrowingRun run = new GrowingRun(folder, Map.of())) {
      run.visit("Search", 8_100, 5, true);
      run.visit("Search", 10_000, 5, true);
      run.flush();
      run.await(now -> requests(now, "ok") == 2);
      JsonNode before = data(run, 0);
      long opens = Math.floorDiv(before.path("windowStartMs").asLong(), 1000L);
      assertEquals(opens + 8, before.path("openFromSecond").asLong());

      run.visit("Search", 8_200, 5, false);
      run.flush();
      run.await(now -> requests(now, "ko") == 1);
      JsonNode after = data(run, before.path("openFromSecond").asLong());
      assertEquals(opens + 8, after.path("points").path(0).path("second").asLong());
      assertEquals(2, after.path("points").path(0).path("completed").asInt());
    }
  }

  @Test
  void withoutALogEveryPointMayChange() throws Exception {
    try (GrowingRun run = new GrowingRun(folder, Map.of())) {
      run.await(now -> !now.samples("loadtest_run_info").isEmpty());
      JsonNode data = data(run, 0);
      long open = data.path("openFromSecond").asLong();
      assertTrue(
          StreamSupport.stream(data.path("points").spliterator(), false)
              .allMatch(point -> point.path("second").asLong() >= open));
    }
  }

  private static double requests(MetricsText metrics, String outcome) {
    return GrowingRun.value(metrics, "loadtest_requests_total", Map.of("outcome", outcome));
  }

  private static JsonNode data(GrowingRun run, long from) throws Exception {
    return JSON.readTree(run.get("/dashboard.json?from=" + from).body());
  }
}
