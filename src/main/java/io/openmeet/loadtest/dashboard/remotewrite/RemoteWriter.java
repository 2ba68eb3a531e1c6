package io.openmeet.loadtest.dashboard.remotewrite;

import io.openmeet.loadtest.settings.RemoteWriteSettings;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Sends the newest figures of a run every five seconds, and the last ones with the end of all
 * series. It uses one daemon thread of low priority, one request at a time and no queue: figures
 * that were not taken are replaced by newer ones. The first failure is printed; none affects the
 * run.
 */
public final class RemoteWriter implements AutoCloseable {
  /** The label {@code job} of all series. */
  static final String JOB = "loadtest";

  private static final Duration PERIOD = Duration.ofSeconds(5);

  /** Shorter than the period, so that a slow receiver does not make the figures rarer. */
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  /** After the last figures, so that a query with a step of ten seconds still finds them. */
  static final Duration END_AFTER = Duration.ofSeconds(10);

  private static final int ATTEMPTS_AT_THE_END = 3;
  private static final long LONGEST_CLOSE_MS = 5_000;

  /** A run at one moment. */
  private record Figures(long atMs, Supplier<MetricSnapshots> metrics) {}

  private final RemoteWriteSettings settings;
  private final Duration period;
  private final Consumer<String> console;
  private final Map<String, String> everywhere;
  private final Receiver receiver;
  private final SentSeries series = new SentSeries();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::sendUntilTheEnd, "remote write of the run");
  private volatile Figures newest;
  private Figures sent;
  private long sentAtMs;
  private boolean said;
  private boolean refused;

  private RemoteWriter(
      RemoteWriteSettings settings, Duration period, Duration timeout, Consumer<String> console) {
    this.settings = settings;
    this.period = period;
    this.console = console;
    this.everywhere = Map.of("job", JOB, "instance", settings.instance(hostName()));
    this.receiver = new Receiver(settings, timeout);
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
  }

  /**
   * Starts; there are no figures yet.
   *
   * @param console prints the first failure
   */
  public static RemoteWriter start(RemoteWriteSettings settings, Consumer<String> console) {
    return start(settings, PERIOD, TIMEOUT, console);
  }

  static RemoteWriter start(
      RemoteWriteSettings settings, Duration period, Duration timeout, Consumer<String> console) {
    RemoteWriter writer = new RemoteWriter(settings, period, timeout, console);
    writer.thread.start();
    return writer;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }

  /**
   * Takes newer figures; returns at once.
   *
   * @param atMs epoch milliseconds of the figures
   * @param metrics called by another thread, if these figures are sent
   */
  public void show(long atMs, Supplier<MetricSnapshots> metrics) {
    newest = new Figures(atMs, metrics);
  }

  /** Lets the newest figures be the last ones; returns at once. */
  public void end() {
    ended.countDown();
  }

  /** Waits a few seconds until the last figures are sent. */
  @Override
  public void close() {
    end();
    try {
      thread.join(LONGEST_CLOSE_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void sendUntilTheEnd() {
    try {
      long due = System.nanoTime() + period.toNanos();
      while (!refused && !ended.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        due = System.nanoTime() + period.toNanos();
        if (newest != sent) {
          send(newest);
        }
      }
      for (int attempt = 1;
          attempt <= ATTEMPTS_AT_THE_END && !refused && newest != null;
          attempt++) {
        if (sendLast(newest)) {
          return;
        }
        TimeUnit.NANOSECONDS.sleep(period.toNanos() / 5);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error failure) {
      // Errors are caught, too: without free file descriptors, classes cannot be loaded.
      say(failure.toString(), "Nothing more is sent");
    }
  }

  private void send(Figures figures) throws InterruptedException {
    Map<SortedMap<String, String>, Double> values = values(figures);
    send(series.at(moment(figures), values), values);
  }

  private boolean sendLast(Figures figures) throws InterruptedException {
    Map<SortedMap<String, String>, Double> values = values(figures);
    long atMs = moment(figures);
    return send(series.last(atMs, values, atMs + END_AFTER.toMillis()), values);
  }

  private Map<SortedMap<String, String>, Double> values(Figures figures) {
    return SeriesValues.of(figures.metrics().get(), everywhere);
  }

  /** Later than the samples before, although the clock may have been set back. */
  private long moment(Figures figures) {
    if (figures != sent) {
      sentAtMs = Math.max(figures.atMs(), sentAtMs + 1);
      sent = figures;
    }
    return sentAtMs;
  }

  private boolean send(List<TimeSeries> samples, Map<SortedMap<String, String>, Double> values)
      throws InterruptedException {
    if (samples.isEmpty()) {
      return true;
    }
    Receiver.Answer answer = receiver.send(WriteRequest.of(samples));
    switch (answer.kind()) {
      case TAKEN -> series.taken(values);
      case NOT_NOW -> say(answer.problem(), "It is tried again with newer figures");
      case REFUSED -> {
        refused = true;
        say(answer.problem(), "Nothing more is sent; check the address and the token");
      }
    }
    return answer.kind() == Receiver.Answer.Kind.TAKEN;
  }

  private void say(String problem, String consequence) {
    if (!said) {
      said = true;
      console.accept(
          "%s did not take the run's figures: %s. %s; the run goes on."
              .formatted(settings.receiver(), problem, consequence));
    }
  }
}
