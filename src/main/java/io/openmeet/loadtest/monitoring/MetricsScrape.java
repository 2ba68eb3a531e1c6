package io.openmeet.loadtest.monitoring;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Fetches a target's metrics, bounded in time and size. */
public final class MetricsScrape {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_BYTES = 8 * 1024 * 1024;

  private final HttpClient client;
  private final URI metrics;

  /**
   * @param client that follows no redirects, so that the target's host stays the one agreed to
   * @param metrics the address of the metrics
   */
  public MetricsScrape(HttpClient client, URI metrics) {
    this.client = client;
    this.metrics = metrics;
  }

  /**
   * @throws IOException when the target does not answer with metrics in time; the message says how
   */
  public MetricsText fetch() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).timeout(TIMEOUT).build();
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("it answered " + response.statusCode());
      }
      byte[] bytes = body.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IOException("its metrics are longer than %d bytes".formatted(MAX_BYTES));
      }
      return MetricsText.parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }
}
