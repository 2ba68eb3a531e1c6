package io.openmeet.reference.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MetricsRoutesTest {
  private final ApiClient client = RunningApi.shared().client();

  @Test
  void theMetricsOfTheContractAreThere() {
    Session ana = client.loginAsUser(1);
    client.get("/meetings", ana);
    client.get("/meetings/" + ana.userId(), ana);

    List<String> lines = client.get("/metrics", null).text().lines().toList();

    for (String le : List.of("0.05", "0.2", "0.5")) {
      assertTrue(has(lines, "openmeet_websocket_latency_seconds_bucket{le=\"" + le + "\"}"));
      assertTrue(
          has(lines, "openmeet_database_query_seconds_bucket{query=\"meetings.read\",le=\"" + le));
      assertTrue(
          has(
              lines,
              "openmeet_http_requests_seconds_bucket{method=\"GET\",route=\"/meetings/:id\","
                  + "status=\"404\",le=\""
                  + le));
    }
    for (String result : List.of("hit", "stale", "miss", "shared", "error")) {
      assertTrue(has(lines, "openmeet_cache_requests_total{result=\"" + result + "\"}"));
    }
    assertTrue(has(lines, "openmeet_http_sent_bytes_total{route=\"/meetings\"} "));
    assertTrue(has(lines, "openmeet_database_rows_total{query=\"meetings.read\"} "));
    for (String source : List.of("buffers", "disk")) {
      String labels = "{query=\"meetings.read\",source=\"" + source + "\"} ";
      assertTrue(has(lines, "openmeet_database_blocks_total" + labels));
    }
    assertTrue(has(lines, "openmeet_database_pool_wait_seconds_count "));
    assertTrue(has(lines, "openmeet_database_pool_wait_seconds_sum "));
    assertTrue(has(lines, "process_cpu_seconds_total "));
    assertTrue(has(lines, "openmeet_process_allocated_bytes_total "));
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

  /** Takes the calls from the README, which is the contract, so new calls are included. */
  @Test
  void everyCallOfTheContractIsMeasuredUnderItsTemplate() throws IOException {
    Session ana = client.loginAsUser(1);
    String marker = UUID.randomUUID().toString();
    List<String[]> calls = callsOfTheContract();
    for (String[] call : calls) {
      String path = call[1].replace("<id>", marker) + "?" + marker + "=" + marker;
      client.send(client.request(path, ana).method(call[0], noBody()));
    }

    String metrics = client.get("/metrics", null).text();

    assertTrue(calls.size() >= 17, calls.size() + " calls");
    assertFalse(metrics.contains(marker));
    Set<String> templates = new TreeSet<>(Set.of("other"));
    for (String[] call : calls) {
      String template = call[1].replace("<id>", ":id");
      templates.add(template);
      String labels = "method=\"%s\",route=\"%s\"".formatted(call[0], template);
      assertTrue(metrics.contains(labels), labels);
    }
    Matcher label = Pattern.compile("route=\"([^\"]*)\"").matcher(metrics);
    while (label.find()) {
      assertTrue(templates.contains(label.group(1)), label.group(1));
    }
  }

  @Test
  void theBytesOfBodiesAreCountedAsTheyAreSent() {
    Session ana = client.loginAsUser(1);
    String list = "/meetings?limit=50";
    int plain = client.get(list, ana).text().getBytes(UTF_8).length;
    byte[] zipped = bytesOf(client.request(list, ana).header("Accept-Encoding", "gzip"));
    assertTrue(zipped.length < plain / 2, zipped.length + " of " + plain);

    byte[] first = bytesOf(client.request("/metrics", null));
    client.get(list, ana);
    byte[] second = bytesOf(client.request("/metrics", null));
    bytesOf(client.request(list, ana).header("Accept-Encoding", "gzip"));
    byte[] third = bytesOf(client.request("/metrics", null));

    assertEquals(plain, sentBytes(second, "/meetings") - sentBytes(first, "/meetings"));
    assertEquals(zipped.length, sentBytes(third, "/meetings") - sentBytes(second, "/meetings"));
    // A scrape counts what was sent before it; the next one counts its bytes.
    assertEquals(second.length, sentBytes(third, "/metrics") - sentBytes(second, "/metrics"));
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

  /** Reads the processes by themselves: the server's children are only those that still run. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void theCpuTimeOfDatabaseAndCacheIsAtLeastThatOfTheirRunningProcesses() {
    List<ProcessHandle> servers = RunningApi.shared().children();
    double database = seconds(servers.get(0));
    double cache = seconds(servers.get(1));

    assertTrue(database > 0, "PostgreSQL used no CPU");
    assertTrue(client.metric("openmeet_database_cpu_seconds_total") >= database);
    assertTrue(client.metric("openmeet_cache_cpu_seconds_total") >= cache);
  }

  private static double seconds(ProcessHandle server) {
    return Stream.concat(Stream.of(server), server.descendants())
        .map(process -> process.info().totalCpuDuration())
        .flatMap(Optional::stream)
        .mapToDouble(duration -> duration.toNanos() / 1e9)
        .sum();
  }

  private static List<String[]> callsOfTheContract() throws IOException {
    Pattern call = Pattern.compile("\\| `(GET|POST|PUT|DELETE) (/[^ `]*)` \\|.*");
    return Files.readAllLines(Path.of("src/test/java/io/openmeet/reference/README.md")).stream()
        .map(call::matcher)
        .filter(Matcher::matches)
        .map(found -> new String[] {found.group(1), found.group(2)})
        .toList();
  }

  private static byte[] bytesOf(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient()
          .send(request.build(), HttpResponse.BodyHandlers.ofByteArray())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static long sentBytes(byte[] scrape, String route) {
    String name = "openmeet_http_sent_bytes_total{route=\"" + route + "\"} ";
    return new String(scrape, UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(0);
  }

  private static boolean has(List<String> lines, String start) {
    return lines.stream().anyMatch(line -> line.startsWith(start));
  }

  private static HttpRequest.BodyPublisher noBody() {
    return HttpRequest.BodyPublishers.noBody();
  }
}
