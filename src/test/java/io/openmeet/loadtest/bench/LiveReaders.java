package io.openmeet.loadtest.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a run's live view as a Prometheus and an open page do, and adds up what the threads that
 * serve it use of the CPU, as Linux counts it.
 */
final class LiveReaders {
  private static final Pattern ADDRESS = Pattern.compile("Watch it live: (http://[^/]+)/");
  private static final Pattern NEWEST = Pattern.compile("\"second\":(\\d+)");
  private static final int SCRAPE_EVERY_SECONDS = 5;
  private static final int PAGE_LOOKS_BACK_SECONDS = 40;

  /**
   * Linux shows the first 15 characters of a thread's name; those of the JDK's server come last.
   */
  private static final List<String> LIVE_THREADS =
      List.of("live view", "HTTP-Dispatcher", "idle-timeout", "req-rsp-timeout");

  /** Linux's unit in /proc, on every machine that Java runs on. */
  private static final double TICKS_PER_SECOND = 100;

  private final HttpClient client = HttpClient.newBuilder().build();
  private final Process injector;
  private final Path output;
  private final Map<String, Long> ticksByThread = new HashMap<>();
  private long newest;

  LiveReaders(Process injector, Path output) {
    this.injector = injector;
    this.output = output;
  }

  /**
   * Reads until the run is over.
   *
   * @return seconds of CPU in the measured window; empty where there is no /proc
   */
  Optional<Double> attendUntilTheEnd() throws IOException, InterruptedException {
    String address = address();
    long before = -1;
    long after = -1;
    for (int second = 0; injector.isAlive(); second++) {
      String data =
          get(address + "/live.json?from=" + Math.max(0, newest - PAGE_LOOKS_BACK_SECONDS));
      NEWEST.matcher(data).results().forEach(found -> newest = Long.parseLong(found.group(1)));
      if (second % SCRAPE_EVERY_SECONDS == 0) {
        get(address + "/metrics");
      }
      boolean measuring = data.contains("\"phase\":\"measuring\"");
      for (int look = 0; look < 4; look++) {
        countTicks();
        TimeUnit.MILLISECONDS.sleep(250);
      }
      long ticks = ticksByThread.values().stream().mapToLong(Long::longValue).sum();
      if (measuring) {
        before = before < 0 ? ticks : before;
        after = ticks;
      }
    }
    return ticksByThread.isEmpty()
        ? Optional.empty()
        : Optional.of((after - before) / TICKS_PER_SECOND);
  }

  private String address() throws IOException, InterruptedException {
    while (injector.isAlive()) {
      Matcher told = ADDRESS.matcher(Files.readString(output));
      if (told.find()) {
        return told.group(1);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new IOException("the run did not begin: " + Files.readString(output));
  }

  private String get(String address) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, BodyHandlers.ofString()).body();
    } catch (IOException over) {
      return "";
    }
  }

  /** A thread that has ended keeps its last count. */
  private void countTicks() {
    try (Stream<Path> threads =
        Files.list(Path.of("/proc", String.valueOf(injector.pid()), "task"))) {
      threads.forEach(this::countTicks);
    } catch (IOException noProcOrOver) {
      // nothing to be counted
    }
  }

  /** Name in brackets, then fields from the third on; CPU in user and system are 14 and 15. */
  private void countTicks(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      if (LIVE_THREADS.stream().anyMatch(name::startsWith)) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        ticksByThread.put(
            thread.getFileName().toString(),
            Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
      }
    } catch (IOException ended) {
      // its last count stays
    }
  }
}
