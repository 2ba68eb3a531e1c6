package io.openmeet.loadtest.browser;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * CPU time of a process and of all its descendants, from when it is opened. A process that begins
 * and ends between two looks is missed; the others miss at most the time after their last look.
 */
final class CpuUse implements AutoCloseable {
  private static final long LOOK_MS = 200;

  private final ProcessHandle root;
  private final int cores;
  private final long startedAtNanos = System.nanoTime();
  private final Map<Long, Duration> before = new HashMap<>();
  private final Map<Long, Duration> latest = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("cpu of the browser"));

  private CpuUse(ProcessHandle root, int cores) {
    this.root = root;
    this.cores = cores;
  }

  /**
   * @param pid of a process that runs
   */
  static CpuUse of(long pid) {
    CpuUse use =
        new CpuUse(ProcessHandle.of(pid).orElseThrow(), Runtime.getRuntime().availableProcessors());
    use.look(use.before);
    use.thread.scheduleWithFixedDelay(
        () -> use.look(use.latest), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    return use;
  }

  private synchronized void look(Map<Long, Duration> used) {
    Stream.concat(Stream.of(root), root.descendants())
        .forEach(
            process ->
                process
                    .info()
                    .totalCpuDuration()
                    .ifPresent(duration -> used.put(process.pid(), duration)));
  }

  /** CPU time since it was opened. */
  synchronized Duration used() {
    look(latest);
    Duration sum = Duration.ZERO;
    for (Map.Entry<Long, Duration> process : latest.entrySet()) {
      Duration already = before.getOrDefault(process.getKey(), Duration.ZERO);
      sum = sum.plus(process.getValue()).minus(already);
    }
    return sum;
  }

  /** The share of all cores since it was opened, 0-1. */
  double ratio() {
    double elapsedNanos = Math.max(1, System.nanoTime() - startedAtNanos);
    return Math.min(1, used().toNanos() / (elapsedNanos * cores));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
