package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.agreement.BarrierFolder.Seen;
import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.results.Stop;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Injectors that wait for each other: each writes a file when it is ready. When all are, the first
 * injector writes when the window opens, and all read it.
 *
 * <p>No one waits for ever: who waits longer for the others than a warm-up may take gives up, and
 * says so in a file, which stops the others at once. Files can be slow, and the warm-up is watched
 * on an event loop. So only this class's own thread reads and writes.
 */
final class Barrier extends StartAgreement {
  private static final Duration PERIOD = Duration.ofMillis(100);

  /** For all injectors to read the instant, and for clocks that differ a little. */
  static final Duration ALLOWANCE = Duration.ofSeconds(2);

  private static final int FIRST = 1;

  private final BarrierFolder folder;
  private final InjectorShare share;
  private final Optional<Instant> earliest;
  private final Optional<ClockOffset> clock;
  private final LongSupplier nanoClock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread daemon = new Thread(work, "injector barrier");
            daemon.setDaemon(true);
            return daemon;
          });

  /** Set after its moment, and read before it. */
  private volatile boolean ready;

  private long readyAtNanos;
  private volatile Seen seen = Seen.NOTHING;
  private volatile Optional<Stop> broken = Optional.empty();
  private volatile Optional<String> reasonToTell = Optional.empty();
  private volatile boolean closed;
  private boolean toldReady;
  private boolean toldReason;

  Barrier(
      BarrierFolder folder,
      InjectorShare share,
      WarmUpTimes times,
      Optional<Instant> earliest,
      InstantSource wallClock,
      LongSupplier nanoClock) {
    super(times, wallClock);
    this.folder = folder;
    this.share = share;
    this.earliest = earliest;
    this.nanoClock = nanoClock;
    this.clock = folder.clock(wallClock);
  }

  /**
   * @throws ConfigurationException when the folder cannot be used, or holds files of an earlier run
   */
  static Barrier open(
      Path path,
      InjectorShare share,
      WarmUpTimes times,
      Optional<Instant> earliest,
      InstantSource wallClock) {
    BarrierFolder folder = BarrierFolder.join(path, share);
    Barrier barrier = new Barrier(folder, share, times, earliest, wallClock, System::nanoTime);
    // A refused target or a signal also ends the wait of the others.
    Runtime.getRuntime().addShutdownHook(new Thread(barrier::processEnds, "end of barrier"));
    return barrier;
  }

  @Override
  public void begin() {
    thread.scheduleWithFixedDelay(this::look, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Exchanges news with the other injectors. */
  synchronized void look() {
    if (untilOpen().filter(Duration::isNegative).isPresent()) {
      return;
    }
    try {
      if (reasonToTell.isPresent() && !toldReason) {
        folder.giveUp(reasonToTell.get());
        toldReason = true;
      }
      if (ready && !toldReady) {
        folder.ready();
        toldReady = true;
      }
      Seen news = folder.read();
      if (share.index() == FIRST && news.ready().size() == share.count() && !news.isSettled()) {
        folder.agreeOn(instant());
        news = folder.read();
      }
      seen = news;
    } catch (IOException unusable) {
      broken =
          Optional.of(
              Stop.unmeasured(
                  "the folder of -Dinjector.barrier cannot be used any more: %s. Look at its disk or network."
                      .formatted(unusable)));
    }
  }

  private Instant instant() {
    Instant soon = now().plus(times().lead()).plus(ALLOWANCE);
    return earliest.filter(soon::isBefore).orElse(soon);
  }

  @Override
  public Optional<Instant> opensAt() {
    return seen.opensAt();
  }

  @Override
  public void ready() {
    if (!ready) {
      readyAtNanos = nanoClock.getAsLong();
      ready = true;
    }
  }

  @Override
  public Optional<Stop> failure() {
    return seen.gaveUp().map(Stop::unmeasured).or(() -> broken).or(this::missing);
  }

  private Optional<Stop> missing() {
    boolean waitedLong =
        ready
            && opensAt().isEmpty()
            && nanoClock.getAsLong() - readyAtNanos >= times().longest().toNanos();
    return waitedLong
        ? Optional.of(
            Stop.unmeasured(
                "%s not ready %d s (-Dwarmup.max) after injector %s. Look at what the console of each says, or whether it runs at all."
                    .formatted(others(" was", " were"), times().longest().toSeconds(), share)))
        : Optional.empty();
  }

  /** The injectors that are not ready, such as {@code injectors 3 and 4 of 4}. */
  private String others(String isOne, String areMany) {
    List<Integer> late =
        IntStream.rangeClosed(FIRST, share.count())
            .boxed()
            .filter(index -> index != share.index() && !seen.ready().contains(index))
            .toList();
    if (late.isEmpty()) {
      return "injector %d of %d%s".formatted(FIRST, share.count(), isOne);
    }
    String last = String.valueOf(late.get(late.size() - 1));
    if (late.size() == 1) {
      return "injector %s of %d%s".formatted(last, share.count(), isOne);
    }
    String before =
        late.stream()
            .limit(late.size() - 1L)
            .map(String::valueOf)
            .collect(Collectors.joining(", "));
    return "injectors %s and %s of %d%s".formatted(before, last, share.count(), areMany);
  }

  /** Only the first reason counts, and only the injector's own: who stops is told why by a file. */
  @Override
  public void giveUp(String reason) {
    if (reasonToTell.isEmpty() && seen.gaveUp().isEmpty()) {
      reasonToTell = Optional.of(reason);
    }
  }

  @Override
  String remedy() {
    return "Look for what makes the target or the folder of -Dinjector.barrier slow, and compare the clocks of the injectors.";
  }

  @Override
  public String progress() {
    return untilOpen()
        .map(left -> "the window opens in %d s".formatted(left.plusMillis(999).toSeconds()))
        .orElseGet(() -> "waiting for " + others("", ""));
  }

  @Override
  public Duration longestWait() {
    return times().longest().plus(ALLOWANCE);
  }

  @Override
  Optional<Instant> earliest() {
    return earliest;
  }

  @Override
  public Optional<ClockOffset> clock() {
    return clock;
  }

  private void processEnds() {
    if (!closed) {
      giveUp("its process ended before its load was over; its console says why");
      look();
    }
  }

  /** Reports why this injector stopped, if it did. */
  @Override
  public void close() {
    thread.shutdown();
    look();
    closed = true;
  }
}
