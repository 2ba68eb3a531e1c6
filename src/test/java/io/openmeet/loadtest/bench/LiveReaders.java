package io.openmeet.loadtest.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a run's live view as a Prometheus and an open page do. */
final class LiveReaders {
  private static final Pattern ADDRESS = Pattern.compile("Watch it live: (http://[^/]+)/");

  /** What Prometheus 2.42, Debian's, asks for. */
  private static final String SCRAPER_ACCEPTS =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  private static final Pattern NEWEST = Pattern.compile("\"second\":(\\d+)");
  private static final int LOOK_EVERY_SECONDS = 2;
  private static final int SCRAPE_EVERY_SECONDS = 5;
  private static final int PAGE_LOOKS_BACK_SECONDS = 20;

  private final HttpClient client = HttpClient.newBuilder().build();
  private final Process injector;
  private final Path output;
  private long newest;

  LiveReaders(Process injector, Path output) {
    this.injector = injector;
    this.output = output;
  }

  void attendUntilTheEnd() throws IOException, InterruptedException {
    String address = address();
    for (int second = 0; injector.isAlive(); second += LOOK_EVERY_SECONDS) {
      String data =
          get(address + "/live.json?from=" + Math.max(0, newest - PAGE_LOOKS_BACK_SECONDS), "*/*");
      NEWEST.matcher(data).results().forEach(found -> newest = Long.parseLong(found.group(1)));
      if (second % SCRAPE_EVERY_SECONDS < LOOK_EVERY_SECONDS) {
        get(address + "/metrics", SCRAPER_ACCEPTS);
      }
      injector.waitFor(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
    }
  }

  private String address() throws IOException, InterruptedException {
    while (injector.isAlive()) {
      Matcher told = ADDRESS.matcher(Files.readString(output));
      if (told.find()) {
        return told.group(1);
      }
      injector.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the run did not begin: " + Files.readString(output));
  }

  private String get(String address, String accept) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address))
              .header("Accept", accept)
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException over) {
      return "";
    }
  }
}
