package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.results.TargetWork;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.target.MetricsDifference;
import io.openmeet.loadtest.target.MetricsScrape;
import io.openmeet.loadtest.target.MetricsText;
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

  /** Retries, one second apart, for a target that restarts or is overloaded for a moment. */
  private static final int ATTEMPTS = 5;

  private static final long PERIOD_SECONDS = 1;

  /** The window's first scrape may be this late, or a tenth of the window if that is more. */
  private static final Duration LATEST_START = Duration.ofSeconds(2);

  private static final Executor LATER =
      CompletableFuture.delayedExecutor(PERIOD_SECONDS, TimeUnit.SECONDS);

  /**
   * @param answered requests that the load side saw answered until then; those that were answered
   *     during the scrape count half, because the target counted its work at some time within it
   */
  private record Scrape(MetricsText metrics, double answered) {}

  /** The two scrapes cannot be compared; the message says why, as a clause. */
  private static final class NoScrapeException extends Exception {
    NoScrapeException(String reason, Throwable cause) {
      super(reason, cause);
    }
  }

  private static final String NO_METRICS = "the target has no metrics (-Dtarget.metrics=none)";

  private static final Measured ONLY_OF_ALL =
      new Measured.Missing("known only when the parts are merged");

  private final MeasuredWindow window;
  private final InjectorShare share;
  private final List<MetricsScrape> instances;
  private final CompletableFuture<Scrape> atStart = new CompletableFuture<>();
  private final CompletableFuture<Scrape> atEnd = new CompletableFuture<>();
  private volatile boolean over;

  /**
   * @param instances of the target; empty: it has no metrics
   * @param share of the load that this injector makes, while the others use the same target
   */
  TargetObservation(List<MetricsScrape> instances, MeasuredWindow window, InjectorShare share) {
    this.instances = instances;
    this.share = share;
    this.window = window;
    if (instances.isEmpty()) {
      return;
    }
    window.whenAnnounced(
        () -> {
          fetch(window.untilOpen()).thenApply(this::inTime).whenComplete(into(atStart));
          fetch(window.untilClosed()).whenComplete(into(atEnd));
        });
  }

  /**
   * Scrapes from time to time until the window is announced, and ignores the results: otherwise, a
   * target whose first scrapes are slow would begin the window with a backlog.
   *
   * @return done with the last scrape
   */
  CompletableFuture<Void> warmUp() {
    if (over || window.isAnnounced() || instances.isEmpty()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(this::scrapeForNothing, LATER).thenCompose(done -> warmUp());
  }

  /**
   * Stops the scrapes when the warm-up never ends, and waits for the window's last one: the target
   * is stopped next.
   */
  @Override
  public void close() {
    over = true;
    if (window.isOver()) {
      try {
        windowsDifference();
      } catch (NoScrapeException unknown) {
        // whoever needs the metrics reports why
      }
    }
  }

  private void scrapeForNothing() {
    try {
      fetch();
    } catch (CompletionException unreadable) {
      // the window's own scrapes report the failure
    }
  }

  private CompletableFuture<Scrape> fetch(Duration delay) {
    return fetch(
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS), ATTEMPTS);
  }

  private static BiConsumer<Scrape, Throwable> into(CompletableFuture<Scrape> future) {
    return (scrape, failure) -> {
      if (failure == null) {
        future.complete(scrape);
      } else {
        future.completeExceptionally(
            failure instanceof CompletionException ? failure.getCause() : failure);
      }
    };
  }

  /** Counters from much later do not describe the window's beginning. */
  private Scrape inTime(Scrape start) {
    Duration late = window.untilOpen().negated();
    Duration most = Collections.max(List.of(LATEST_START, window.length().dividedBy(10)));
    if (late.compareTo(most) > 0) {
      throw new CompletionException(
          new IOException(
              "its first answer came %.1f s after the window opened, expected %.1f s at most"
                  .formatted(late.toMillis() / 1e3, most.toMillis() / 1e3)));
    }
    return start;
  }

  private CompletableFuture<Scrape> fetch(Executor later, int attempts) {
    CompletableFuture<Scrape> first = CompletableFuture.supplyAsync(this::fetch, later);
    return attempts == 1
        ? first
        : first.exceptionallyCompose(failure -> fetch(LATER, attempts - 1));
  }

  /** One instance after another: they are few, and each answers in milliseconds. */
  private Scrape scrape() throws IOException, InterruptedException {
    long before = window.answeredInAll();
    List<MetricsText> texts = new ArrayList<>();
    for (MetricsScrape instance : instances) {
      texts.add(instance.fetch());
    }
    return new Scrape(MetricsText.together(texts), (before + window.answeredInAll()) / 2.0);
  }

  private Scrape fetch() {
    try {
      return scrape();
    } catch (IOException unreachable) {
      throw new CompletionException(unreachable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CompletionException(interrupted);
    }
  }

  /** Measures service levels by a scrape right now, compared with the window's first. */
  Map<String, Measured> measureNow(List<Sla> slas) throws IOException, InterruptedException {
    Scrape start = atStart.getNow(null);
    if (start == null || slas.isEmpty()) {
      return Map.of();
    }
    MetricsDifference soFar = difference(start, scrape());
    return slas.stream()
        .collect(
            Collectors.toMap(
                Sla::id, sla -> needsAllInjectors(sla) ? ONLY_OF_ALL : soFar.measure(sla)));
  }

  /** Measures a service level by the window's two scrapes. */
  Measured measure(Sla sla) {
    if (needsAllInjectors(sla)) {
      return ONLY_OF_ALL;
    }
    try {
      return windowsDifference().measure(sla);
    } catch (NoScrapeException unknown) {
      return new Measured.Missing(unknown.getMessage());
    }
  }

  /** The target's counters include the work for the requests of the other injectors. */
  private boolean needsAllInjectors(Sla sla) {
    return sla.measure() == Measure.METRIC_PER_REQUEST && !share.isWhole();
  }

  /** What the target did between the window's two scrapes. Call it when the load is over. */
  TargetWork work() {
    if (!window.isOver()) {
      return TargetWork.unknown("the run ended before its measured window did");
    }
    try {
      return windowsDifference().work();
    } catch (NoScrapeException unknown) {
      return TargetWork.unknown(unknown.getMessage());
    }
  }

  private MetricsDifference windowsDifference() throws NoScrapeException {
    if (instances.isEmpty()) {
      throw new NoScrapeException(NO_METRICS, null);
    }
    try {
      return difference(
          atStart.get(WAIT_SECONDS, TimeUnit.SECONDS), atEnd.get(WAIT_SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      throw new NoScrapeException(
          "the target's /metrics could not be read: " + failed.getCause().getMessage(), failed);
    } catch (TimeoutException late) {
      throw new NoScrapeException("the target's /metrics did not answer in time", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new NoScrapeException(
          "the wait for the target's /metrics was interrupted", interrupted);
    }
  }

  private static MetricsDifference difference(Scrape start, Scrape end) {
    return new MetricsDifference(start.metrics(), end.metrics(), end.answered() - start.answered());
  }
}
