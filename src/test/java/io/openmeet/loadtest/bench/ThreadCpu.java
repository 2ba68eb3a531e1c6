package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * CPU time of an injector's threads, as Linux counts it in {@code /proc}. It is read four times a
 * second from outside, with and without a dashboard, so that reading costs both kinds of run the
 * same.
 */
final class ThreadCpu implements AutoCloseable {
  /** The purpose of a thread, by the first 15 characters of its name: Linux keeps only those. */
  enum Use {
    EVENT_LOOPS("gatling-"),
    STATISTICS("pool-"),
    COMPILERS("C1 ", "C2 "),
    COLLECTOR("GC ", "VM "),
    DASHBOARD("dashboard", "HTTP-Dispatcher", "idle-timeout", "req-rsp-timeout"),
    OTHERS("");

    private final List<String> names;

    Use(String... names) {
      this.names = List.of(names);
    }

    private static Use of(String thread) {
      return Stream.of(values())
          .filter(use -> use.names.stream().anyMatch(thread::startsWith))
          .findFirst()
          .orElse(OTHERS);
    }
  }

  private record Counted(Use use, long ticks) {}

  private record Sample(long atMs, Map<Use, Long> ticks) {}

  private static final long PERIOD_MS = 250;

  /** Linux's unit in /proc on every machine that Java supports. */
  private static final double TICKS_PER_SECOND = 100;

  private final Path threads;
  private final Map<String, Counted> byThread = new HashMap<>();
  private final List<Sample> samples = new ArrayList<>();
  private final Thread sampler = new Thread(this::sample, "thread CPU");

  /** Starts reading. */
  ThreadCpu(Process injector) {
    threads = Path.of("/proc", String.valueOf(injector.pid()), "task");
    sampler.setDaemon(true);
    sampler.start();
  }

  private void sample() {
    try {
      while (addSample()) {
        TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** False when the process has ended, or the system has no /proc. */
  private boolean addSample() {
    try (Stream<Path> all = Files.list(threads)) {
      all.forEach(this::count);
    } catch (IOException noProcOrOver) {
      return false;
    }
    Map<Use, Long> ticks = new EnumMap<>(Use.class);
    byThread.values().forEach(thread -> ticks.merge(thread.use(), thread.ticks(), Long::sum));
    samples.add(new Sample(System.currentTimeMillis(), ticks));
    return true;
  }

  /**
   * The name is in brackets; the fields after it start with the third. Fields 14 and 15 are the CPU
   * time in user and system mode.
   */
  private void count(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      String name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      byThread.put(thread.getFileName().toString(), new Counted(Use.of(name), ticks));
    } catch (IOException ended) {
      // The last count of a thread that has ended remains.
    }
  }

  /**
   * Stops reading.
   *
   * @return seconds of CPU in the window
   */
  Map<Use, Double> secondsIn(Window window) throws InterruptedException {
    close();
    sampler.join();
    List<Sample> within =
        samples.stream().filter(sample -> window.contains(sample.atMs())).toList();
    if (within.size() < 2) {
      throw new IllegalStateException(
          "no CPU times were read: this system has no /proc, or the run stopped early");
    }
    Map<Use, Long> before = within.get(0).ticks();
    Map<Use, Long> after = within.get(within.size() - 1).ticks();
    Map<Use, Double> seconds = new EnumMap<>(Use.class);
    for (Use use : Use.values()) {
      long ticks = after.getOrDefault(use, 0L) - before.getOrDefault(use, 0L);
      seconds.put(use, ticks / TICKS_PER_SECOND);
    }
    return seconds;
  }

  @Override
  public void close() {
    sampler.interrupt();
  }
}
