package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.injector.InjectorPulse;
import io.openmeet.loadtest.results.SlaMeasurement;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.statistics.LogFanOut;
import io.openmeet.loadtest.statistics.RequestFigures;
import io.openmeet.loadtest.statistics.Window;
import io.openmeet.loadtest.statistics.WindowRequests;
import io.openmeet.loadtest.statistics.WithoutSends;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Collects a run's figures and makes snapshots of them. One thread calls all methods except {@link
 * #windowKnown}.
 */
final class SnapshotCollector {
  /**
   * Gatling's writer buffers events until it has 8 KB of them. For this long, a log without new
   * events is assumed to be buffered; after that, the load is assumed to have stopped.
   */
  private static final long HELD_BACK_MS = 10_000;

  /** The log's order may differ from the order of events by this much at most. */
  private static final long LATE_MS = 2_000;

  /** A throughput over a shorter time would be random. */
  private static final long SHORTEST_MS = 1_000;

  /** An older second of the monitor is not shown: the monitor is late, or it has ended. */
  private static final long OLDEST_LAG_MS = 3_000;

  private static final Measured NOT_OPEN =
      new Measured.Missing("the measured window is not open yet");

  private final RunFacts run;
  private final long startedAtMs;
  private final InjectorMonitor monitor;
  private final Supplier<String> warmUp;
  private final LongSupplier dropped;
  private final LogCounts counts;
  private final SecondsSoFar seconds;
  private String folder;
  private LogHeader logRun;
  private LogNames names;
  private volatile Window announced;
  private Window window;
  private WindowRequests requests;
  private double gcSeconds;

  /**
   * @param warmUp called before the window; returns the warm-up's progress in words
   * @param dropped returns the window's dropped arrivals so far
   */
  SnapshotCollector(
      RunFacts run,
      long startedAtMs,
      InjectorMonitor monitor,
      Supplier<String> warmUp,
      LongSupplier dropped) {
    this.run = run;
    this.startedAtMs = startedAtMs;
    this.monitor = monitor;
    this.warmUp = warmUp;
    this.dropped = dropped;
    this.counts = new LogCounts(run.responseTimeLimitsMs());
    this.seconds = new SecondsSoFar(run.besideTheLoad());
  }

  /** Receives the log's records. */
  LogVisitor visitor() {
    return WithoutSends.of(
        run.sends(), new LogFanOut(new WindowNotice(), counts, seconds, new InWindow()));
  }

  /**
   * @param log of the run, in its folder
   */
  void logFound(Path log) {
    folder = log.toAbsolutePath().getParent().getFileName().toString();
  }

  /** By any thread, before the window opens. */
  void windowKnown(Window known) {
    announced = known;
  }

  private void noticeWindow() {
    if (window != null || announced == null) {
      return;
    }
    window = announced;
    requests = new WindowRequests(window);
    if (logRun != null) {
      requests.run(logRun, names);
    }
    counts.countIn(window);
    seconds.alignTo(window.startMs());
  }

  /**
   * Checks at every record, not once before a reading: the reading thread may be delayed for so
   * long that the window is announced and its records are in the log.
   */
  private final class WindowNotice implements LogVisitor {
    @Override
    public void user(int scenario, boolean starts, long atMs) {
      noticeWindow();
    }

    @Override
    public void request(int path, long startMs, long endMs, boolean ok, int message) {
      noticeWindow();
    }
  }

  /** Requests before the window is known are in no window. */
  private final class InWindow implements LogVisitor {
    @Override
    public void run(LogHeader run, LogNames runNames) {
      logRun = run;
      names = runNames;
      if (requests != null) {
        requests.run(run, runNames);
      }
    }

    @Override
    public void request(int path, long startMs, long endMs, boolean ok, int message) {
      if (requests != null) {
        requests.request(path, startMs, endMs, ok, message);
      }
    }
  }

  /**
   * The run as it is now.
   *
   * @param observed values that the log does not have, by a service level's id
   */
  Snapshot snapshot(
      long nowMs,
      InjectorPulse.Reading pulse,
      Map<String, Measured> observed,
      Optional<FinalOutcome> end) {
    noticeWindow();
    noteInjector(nowMs, pulse);
    long droppedSoFar = dropped.getAsLong();
    long logMs = end.isPresent() ? nowMs : Math.max(counts.lastEventMs(), nowMs - HELD_BACK_MS);
    long elapsedMs = window == null ? 0 : Math.min(logMs, window.endMs()) - window.startMs();
    Optional<WindowRequests.SoFar> soFar =
        elapsedMs >= SHORTEST_MS
            ? Optional.of(requests.soFar(elapsedMs / 1000.0))
            : Optional.empty();
    return new Snapshot(
        run,
        Optional.ofNullable(folder),
        startedAtMs,
        nowMs,
        Optional.ofNullable(window),
        window == null ? Optional.of(warmUp.get()) : Optional.empty(),
        soFar
            .map(WindowRequests.SoFar::total)
            .map(RequestFigures::of)
            .filter(total -> total.count() > 0),
        counts.requests(),
        counts.users(),
        planned(elapsedMs),
        counts.arrivals(),
        droppedSoFar,
        monitor.startLag(),
        pulse,
        end.map(FinalOutcome::slas)
            .filter(judged -> !judged.isEmpty())
            .orElseGet(() -> slas(soFar, observed, droppedSoFar)),
        points(logMs, end.isPresent()),
        seconds.secondOf(Math.min(counts.lastEventMs(), nowMs) - LATE_MS),
        end);
  }

  private void noteInjector(long nowMs, InjectorPulse.Reading pulse) {
    double gcMs = (pulse.gcPauseSeconds() - gcSeconds) * 1000;
    gcSeconds = pulse.gcPauseSeconds();
    Double lagMs =
        monitor
            .lastSecond()
            .filter(last -> nowMs - last.startMs() < OLDEST_LAG_MS)
            .map(InjectorSecond::lagMaxMs)
            .orElse(null);
    seconds.injector(nowMs, pulse, gcMs, lagMs);
  }

  private OptionalLong planned(long elapsedMs) {
    if (run.plannedPerSecond().isEmpty()) {
      return OptionalLong.empty();
    }
    if (elapsedMs <= 0) {
      return OptionalLong.of(0);
    }
    double perSecond = run.plannedPerSecond().getAsDouble();
    return OptionalLong.of(Math.round(perSecond * (elapsedMs / 1000.0)));
  }

  private List<SlaResult> slas(
      Optional<WindowRequests.SoFar> soFar, Map<String, Measured> observed, long droppedSoFar) {
    Function<Sla, Measured> measured =
        soFar
            .map(known -> SlaMeasurement.soFar(known, run.samples(), observed, droppedSoFar))
            .<Function<Sla, Measured>>map(measurement -> measurement::of)
            .orElse(sla -> NOT_OPEN);
    return run.slas().stream().map(sla -> SlaResult.of(sla.judge(measured.apply(sla)))).toList();
  }

  private List<SecondsSoFar.Point> points(long logMs, boolean ended) {
    long logged = ended ? Long.MAX_VALUE : seconds.secondOf(logMs);
    if (window == null) {
      return seconds.points(Long.MAX_VALUE, 0, logged);
    }
    return seconds.points(
        seconds.secondOf(window.startMs()),
        Math.min(logged, seconds.secondOf(window.endMs() - 1) + 1),
        logged);
  }
}
