package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.monitoring.MetricsDifference;
import io.openmeet.loadtest.monitoring.MetricsScrape;
import io.openmeet.loadtest.monitoring.MetricsText;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Scrapes the target's metrics when the measured window opens and when it closes. */
final class TargetObservation implements AutoCloseable {
  /** For a scrape that is still under way when the verdict is due. */
  private static final long WAIT_SECONDS = 20;

  /**
   * A target that is restarted, or overloaded for a moment, is asked again: after a second each.
   */
  private static final int ATTEMPTS = 5;

  private static final long PERIOD_SECONDS = 1;

  /** So late the window's first scrape may come, or a tenth of the window, if that is more. */
  private static final Duration LATEST_START = Duration.ofSeconds(2);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(PERIOD_SECONDS, TimeUnit.SECONDS);

  private final MeasuredWindow window;
  private final List<MetricsScrape> instances;
  private final CompletableFuture<MetricsText> atStart = new CompletableFuture<>();
  private final CompletableFuture<MetricsText> atEnd = new CompletableFuture<>();
  private volatile boolean over;

  TargetObservation(List<MetricsScrape> instances, MeasuredWindow window) {
    this.instances = instances;
    this.window = window;
    window.whenAnnounced(
        () -> {
          fetch(window.untilOpen()).thenApply(this::inTime).whenComplete(into(atStart));
          fetch(window.untilClosed()).whenComplete(into(atEnd));
        });
  }

  /**
   * Scrapes now and then until the window is announced, and forgets what it gets: a target that
   * answers the first scrapes slowly would otherwise begin the window with a backlog.
   *
   * @return done with the last of them
   */
  CompletableFuture<Void> warmUp() {
    if (over || window.isAnnounced()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(this::scrapeForNothing, LATER).thenCompose(done -> warmUp());
  }

  /** Ends the scrapes of a warm-up that was never over. */
  @Override
  public void close() {
    over = true;
  }

  private void scrapeForNothing() {
    try {
      fetch();
    } catch (CompletionException unreadable) {
      // the window's own scrapes tell
    }
  }

  private CompletableFuture<MetricsText> fetch(Duration delay) {
    return fetch(
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS), ATTEMPTS);
  }

  private static BiConsumer<MetricsText, Throwable> into(CompletableFuture<MetricsText> future) {
    return (metrics, failure) -> {
      if (failure == null) {
        future.complete(metrics);
      } else {
        future.completeExceptionally(
            failure instanceof CompletionException ? failure.getCause() : failure);
      }
    };
  }

  /** What is counted from much later on says nothing of the window's beginning. */
  private MetricsText inTime(MetricsText start) {
    Duration late = window.untilOpen().negated();
    Duration most = Collections.max(List.of(LATEST_START, window.length().dividedBy(10)));
    if (late.compareTo(most) > 0) {
      throw new CompletionException(
          new IOException(
              "the window had been open for %.1f s when it answered first, expected %.1f s at most"
                  .formatted(late.toMillis() / 1e3, most.toMillis() / 1e3)));
    }
    return start;
  }

  private CompletableFuture<MetricsText> fetch(Executor later, int attempts) {
    CompletableFuture<MetricsText> first = CompletableFuture.supplyAsync(this::fetch, later);
    return attempts == 1
        ? first
        : first.exceptionallyCompose(failure -> fetch(LATER, attempts - 1));
  }

  /** One after another: they are few, and each answers in milliseconds. */
  private MetricsText scrape() throws IOException, InterruptedException {
    List<MetricsText> texts = new ArrayList<>();
    for (MetricsScrape instance : instances) {
      texts.add(instance.fetch());
    }
    return MetricsText.together(texts);
  }

  private MetricsText fetch() {
    try {
      return scrape();
    } catch (IOException unreachable) {
      throw new CompletionException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CompletionException(interrupted);
    }
  }

  /** What a scrape right now, against the window's first, says of levels. */
  Map<String, Measured> measureNow(List<Sla> slas) throws IOException, InterruptedException {
    MetricsText start = atStart.getNow(null);
    if (start == null || slas.isEmpty()) {
      return Map.of();
    }
    MetricsDifference soFar = new MetricsDifference(start, scrape());
    return slas.stream().collect(Collectors.toMap(Sla::id, soFar::measure));
  }

  /** What the window's two scrapes say of a level. */
  Measured measure(Sla sla) {
    try {
      MetricsText start = atStart.get(WAIT_SECONDS, TimeUnit.SECONDS);
      MetricsText end = atEnd.get(WAIT_SECONDS, TimeUnit.SECONDS);
      return new MetricsDifference(start, end).measure(sla);
    } catch (ExecutionException failed) {
      return new Measured.Missing(
          "the target's /metrics could not be read: " + failed.getCause().getMessage());
    } catch (TimeoutException late) {
      return new Measured.Missing("the target's /metrics did not answer in time");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return new Measured.Missing("the wait for the target's /metrics was interrupted");
    }
  }
}
