package io.openmeet.loadtest.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a run's dashboard as its usual readers do: the Prometheus of {@code ci/monitoring}, which
 * scrapes every second, and an open page. The code is simple because the readers use CPU of the
 * injector's machine, and their cost is not what is measured.
 */
final class DashboardReaders {
  private static final Pattern ADDRESS = Pattern.compile("Watch it live: (http://[^/]+)/");

  /** The Accept header of Prometheus 2.42, the version in Debian. */
  private static final String SCRAPER_ACCEPTS =
      "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

  private static final Pattern OPEN_FROM = Pattern.compile("\"openFromSecond\":([0-9]+)");

  private static final int LOOK_EVERY_SECONDS = 2;
  private static final int PATIENCE_MS = 5_000;

  private final Process injector;
  private final Path output;
  private long from;

  DashboardReaders(Process injector, Path output) {
    this.injector = injector;
    this.output = output;
  }

  void readUntilTheEnd() throws IOException, InterruptedException {
    String address = address();
    for (int second = 0; injector.isAlive(); second++) {
      get(address + "/metrics", SCRAPER_ACCEPTS);
      if (second % LOOK_EVERY_SECONDS == 0) {
        Matcher open = OPEN_FROM.matcher(get(address + "/dashboard.json?from=" + from, "*/*"));
        from = open.find() ? Long.parseLong(open.group(1)) : 0;
      }
      injector.waitFor(1, TimeUnit.SECONDS);
    }
  }

  private String address() throws IOException, InterruptedException {
    while (injector.isAlive()) {
      Matcher printed = ADDRESS.matcher(Files.readString(output));
      if (printed.find()) {
        return printed.group(1);
      }
      injector.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IOException("the run did not start: " + Files.readString(output));
  }

  private static String get(String address, String accept) {
    try {
      URLConnection connection = URI.create(address).toURL().openConnection(Proxy.NO_PROXY);
      connection.setRequestProperty("Accept", accept);
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      try (InputStream body = connection.getInputStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException over) {
      return "";
    }
  }
}
