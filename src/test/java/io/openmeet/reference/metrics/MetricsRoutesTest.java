package io.openmeet.reference.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricsRoutesTest {
  private final ApiClient client = RunningApi.shared().client();

  @Test
  void theMetricsOfTheContractAreThere() {
    Session ana = client.loginAsUser(1);
    client.get("/meetings", ana);
    client.get("/meetings/" + ana.userId(), ana);

    List<String> lines = client.get("/metrics", null).text().lines().toList();

    for (String le : List.of("0.05", "0.2", "0.5")) {
      assertTrue(
          has(lines, "openmeet_database_query_seconds_bucket{query=\"meetings.read\",le=\"" + le));
      assertTrue(
          has(
              lines,
              "openmeet_http_requests_seconds_bucket{method=\"GET\",route=\"/meetings/:id\","
                  + "status=\"404\",le=\""
                  + le));
    }
    assertTrue(has(lines, "openmeet_cache_requests_total{result=\"hit\"}"));
    assertTrue(has(lines, "openmeet_cache_requests_total{result=\"miss\"}"));
    assertTrue(has(lines, "openmeet_cache_requests_total{result=\"error\"}"));
    assertTrue(has(lines, "openmeet_websocket_connections "));
    assertTrue(has(lines, "jvm_memory_used_bytes{"));
    assertTrue(
        lines.stream()
            .anyMatch(
                line -> line.startsWith("vertx_pool_in_use{") && line.contains("\"database\"")));
  }

  @Test
  void labelsAreTemplatesAndNamesNeverInput() {
    Session ana = client.loginAsUser(1);
    String strange = UUID.randomUUID().toString();
    client.get("/meetings/" + strange, ana);
    client.get("/" + strange, ana);
    client.get("/search?q=" + strange, ana);
    client.send(client.request("/meetings", ana).method("X" + strange.substring(0, 5), noBody()));
    client.post("/meetings", ana, "{");

    String metrics = client.get("/metrics", null).text();

    assertFalse(metrics.contains(strange));
    assertFalse(metrics.contains("X" + strange.substring(0, 5)));
    assertTrue(metrics.contains("method=\"POST\",route=\"/meetings\",status=\"400\""));
  }

  @Test
  void everyQueryIsCounted() {
    Session ana = client.loginAsUser(1);
    String count = "openmeet_database_query_seconds_count{query=\"meetings.read\"}";
    double before = client.metric(count);
    for (int i = 0; i < 7; i++) {
      client.get("/meetings/" + UUID.randomUUID(), ana);
    }

    assertEquals(7, client.metric(count) - before);
  }

  private static boolean has(List<String> lines, String start) {
    return lines.stream().anyMatch(line -> line.startsWith(start));
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
