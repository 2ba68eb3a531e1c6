package io.openmeet.loadtest.injector;

import io.openmeet.loadtest.injector.InjectorHealth.InjectorSecond;
import io.openmeet.loadtest.statistics.BucketCounts;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches this JVM while it makes load: how late it acts, how long its garbage collector pauses,
 * whether its clock is set, how busy it and its machine are. Its thread wakes 200 times a second;
 * the threads that send and receive report to it 50 times a second ({@link #beat}).
 *
 * <p>It starts with the first user, so that a run that never reaches its window has figures too. It
 * starts again when the window opens; only the clock is watched for the whole run.
 */
public final class InjectorMonitor implements AutoCloseable {
  private final ClockSteps clock = new ClockSteps();
  private final Set<Thread> watchedLoops = new HashSet<>();
  private volatile boolean closed;
  private boolean over;
  private volatile Optional<WatchedStretch> window = Optional.empty();
  private Thread thread;
  private WatchedStretch current;

  /** Watches the clock from now on: the run reads it before its first user starts. */
  public InjectorMonitor() {
    clock.look();
  }

  /** Starts to watch, with the first user. */
  public void begin() {
    current = new WatchedStretch(System.nanoTime(), Long.MAX_VALUE, System.currentTimeMillis());
    current.begin(List.of());
    thread = new Thread(this::run, "injector monitor");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Sets the window. When it opens, earlier observations are dropped.
   *
   * @param delay until it opens
   * @param startEpochMs the moment it opens, in milliseconds since the epoch
   */
  public void watch(Duration delay, Duration length, long startEpochMs) {
    long startNanos = System.nanoTime() + delay.toNanos();
    window =
        Optional.of(new WatchedStretch(startNanos, startNanos + length.toNanos(), startEpochMs));
  }

  private void run() {
    while (!closed && !isOver()) {
      waitUntil(current.nextSlotNanos());
      long now = System.nanoTime();
      // Event loops wait for the lock: reading files and large allocations happen before it.
      if (window.isPresent() && window.get() != current && window.get().hasBegun(now)) {
        goOnTo(window.get());
      } else {
        Optional<WatchedStretch.Cpu> cpu = current.cpuAtTheEndOfASecond(now);
        synchronized (this) {
          current.notice(now, cpu);
        }
      }
      synchronized (this) {
        clock.look();
      }
    }
    end();
  }

  private void goOnTo(WatchedStretch next) {
    next.begin(loops());
    current.close();
    synchronized (this) {
      current = next;
    }
  }

  private synchronized List<Thread> loops() {
    return List.copyOf(watchedLoops);
  }

  private synchronized void end() {
    over = true;
    current.end(System.nanoTime());
  }

  private boolean isOver() {
    return window.isPresent() && window.get() == current && current.isOver(System.nanoTime());
  }

  private void waitUntil(long nanos) {
    for (long left = nanos - System.nanoTime();
        left > 0 && !closed;
        left = nanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  /**
   * Registers the calling event loop; true when it was not watched yet. Each caller that can beat
   * for this loop calls it once, on that loop.
   */
  public synchronized boolean watchesThisLoop() {
    return watchedLoops.add(Thread.currentThread());
  }

  /**
   * Reports that the calling event loop is alive. The loop calls it again as soon as it can after
   * the time that the last call returned.
   *
   * @return when to call again, in milliseconds from now
   */
  public synchronized long beat() {
    long now = System.nanoTime();
    long nextNanos = over ? now + WatchedStretch.BEAT_NANOS : current.beat(now);
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nextNanos - now));
  }

  /** The figures so far; unknown ones are null. */
  public synchronized InjectorHealth health() {
    return current == null ? InjectorHealth.NOT_MEASURED : current.health(clock.longestStepMs());
  }

  /** Start lags so far, in milliseconds; empty before it watches. */
  public synchronized Optional<BucketCounts.Buckets> startLag() {
    return Optional.ofNullable(current).map(WatchedStretch::startLag);
  }

  /** The last finished second; empty before the first one ends. */
  public synchronized Optional<InjectorSecond> lastSecond() {
    return Optional.ofNullable(current).flatMap(WatchedStretch::lastSecond);
  }

  /** Stops watching; the figures stay. */
  @Override
  public void close() {
    closed = true;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
    synchronized (this) {
      if (current != null) {
        current.close();
      }
    }
  }
}
