package io.openmeet.loadtest.dashboard;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The answer for each path. */
final class DashboardPages {
  static final String METRICS = "/metrics";
  private static final String DATA = "/dashboard.json";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final String JS = "text/javascript; charset=utf-8";
  private static final String FROM = "from=";
  private static final int MOST_DIGITS = 12;

  private final ExpositionFormats formats = ExpositionFormats.init();
  private final Map<String, Answer> files = new HashMap<>();
  private final LevelTexts levels = new LevelTexts();
  private final Readers readers;
  private volatile Optional<Snapshot> snapshot = Optional.empty();
  private volatile Optional<String> failure = Optional.empty();

  DashboardPages(Readers readers) {
    this.readers = readers;
    file("/", "dashboard/dashboard.html", HTML);
    file("/dashboard.css", "dashboard/dashboard.css", CSS);
    file("/dashboard.js", "dashboard/dashboard.js", JS);
    file("/page.css", "pages/page.css", CSS);
    file("/charts.css", "pages/charts.css", CSS);
    file("/page.js", "pages/page.js", JS);
    file("/charts.js", "pages/charts.js", JS);
    file("/uPlot.min.css", "pages/uplot/uPlot.min.css", CSS);
    file("/uPlot.iife.min.js", "pages/uplot/uPlot.iife.min.js", JS);
  }

  private void file(String path, String resource, String type) {
    String name = "/io/openmeet/loadtest/" + resource;
    try (InputStream in = DashboardPages.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      files.put(path, new Answer(200, type, in.readAllBytes()));
    } catch (IOException unreadable) {
      throw new IllegalStateException(name + " cannot be read", unreadable);
    }
  }

  void show(Snapshot latest) {
    snapshot = Optional.of(latest);
  }

  /** Stops serving figures: old ones must not look current. */
  void fail(String reason) {
    failure = Optional.of("The dashboard has ended: " + reason);
  }

  /**
   * @param query of the address; null without one
   * @param accept the reader's header; null without one
   */
  Answer get(String path, String query, String accept) throws IOException {
    if (!path.equals(METRICS) && !path.equals(DATA)) {
      return files.getOrDefault(
          path, Answer.text(404, "Not found; expected /, /dashboard.json or /metrics."));
    }
    if (failure.isPresent()) {
      return Answer.text(503, failure.get());
    }
    Optional<Snapshot> latest = snapshot;
    boolean ended = latest.flatMap(Snapshot::end).isPresent();
    Readers.Kind kind = path.equals(METRICS) ? Readers.Kind.SCRAPER : Readers.Kind.PAGE;
    readers.came(kind, false);
    Answer answer = path.equals(METRICS) ? metrics(latest, accept) : data(latest, query);
    // Not before: when all readers have seen the end, the server stops.
    return answer.whenSent(() -> readers.came(kind, ended));
  }

  private Answer metrics(Optional<Snapshot> latest, String accept) throws IOException {
    ExpositionFormatWriter writer = formats.findWriter(accept);
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    writer.write(body, latest.map(PrometheusMetrics::of).orElseGet(MetricSnapshots::new));
    return new Answer(200, writer.getContentType(), body.toByteArray());
  }

  private Answer data(Optional<Snapshot> latest, String query) throws IOException {
    OptionalLong from = query == null ? OptionalLong.of(0) : from(query);
    if (from.isEmpty()) {
      return Answer.text(400, "Expected ?from=<second since the epoch>, or nothing.");
    }
    byte[] json =
        latest.isPresent()
            ? PageData.json(latest.get(), levels.of(latest.get().slas()), from.getAsLong())
            : new byte[] {'{', '}'};
    return new Answer(200, "application/json", json);
  }

  private static OptionalLong from(String query) {
    String second = query.startsWith(FROM) ? query.substring(FROM.length()) : "";
    boolean isNumber =
        !second.isEmpty()
            && second.length() <= MOST_DIGITS
            && second.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber ? OptionalLong.of(Long.parseLong(second)) : OptionalLong.empty();
  }
}
