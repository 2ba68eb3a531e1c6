package io.openmeet.loadtest.injector;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The traffic of this machine's network interfaces, and its share of their speed: a full link makes
 * every upload slow, whatever the target does. Linux has both in {@code /proc/net/dev} and {@code
 * /sys/class/net/<interface>/speed} (proc(5), and Documentation/ABI/testing/sysfs-class-net of the
 * kernel: Mbit/s); on other systems they are unknown.
 */
final class NetworkUse {
  private static final Path DEVICES = Path.of("/proc/net/dev");
  private static final Path LINKS = Path.of("/sys/class/net");

  /** Columns of {@code /proc/net/dev}, counted after the interface's name. */
  private static final int RECEIVED = 0;

  private static final int SENT = 8;
  private static final double BYTES_PER_MEGABIT = 125_000;

  /** A little above 1, because the times of the readings are not exact. */
  private static final double MOST_USE = 1.05;

  private record Bytes(long received, long sent) {}

  private record Reading(long atNanos, Map<String, Bytes> byInterface) {}

  private final Path devices;
  private final Path links;
  private final Reading start;
  private Optional<Reading> end = Optional.empty();

  /** Starts now. */
  NetworkUse() {
    this(DEVICES, LINKS, System.nanoTime());
  }

  NetworkUse(Path devices, Path links, long nowNanos) {
    this.devices = devices;
    this.links = links;
    this.start = read(nowNanos);
  }

  /** Ends now. */
  void stop() {
    stop(System.nanoTime());
  }

  void stop(long nowNanos) {
    end = Optional.of(read(nowNanos));
  }

  private Reading read(long nowNanos) {
    Map<String, Bytes> byInterface = new HashMap<>();
    try {
      for (String line : Files.readAllLines(devices)) {
        String[] nameAndCounts = line.split(":", 2);
        if (nameAndCounts.length == 2) {
          String[] counts = nameAndCounts[1].strip().split("\\s+");
          byInterface.put(
              nameAndCounts[0].strip(),
              new Bytes(Long.parseLong(counts[RECEIVED]), Long.parseLong(counts[SENT])));
        }
      }
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException unknown) {
      byInterface.clear();
    }
    return new Reading(nowNanos, byInterface);
  }

  /** Sent by all interfaces together, loopback included; null when unknown. */
  Long sentBytesPerSecond() {
    Reading until = until();
    if (start.byInterface().isEmpty() || until.byInterface().isEmpty()) {
      return null;
    }
    long sent =
        until.byInterface().entrySet().stream()
            .mapToLong(now -> now.getValue().sent() - before(now.getKey(), now.getValue()).sent())
            .sum();
    return Math.round(sent / seconds(until));
  }

  /**
   * The use of the fullest link: bytes sent or received, whichever is more, as a ratio of its
   * speed; null when no link reports its speed. Links without a device report an invented speed
   * (tunnel: 10 Mbit/s, bridge: 10 Gbit/s) and are ignored, and so are links that carry more than
   * their speed.
   */
  Double linkUseRatio() {
    Reading until = until();
    return until.byInterface().entrySet().stream()
        .map(now -> linkUseRatio(now.getKey(), now.getValue(), seconds(until)))
        .flatMap(Optional::stream)
        .max(Double::compare)
        .orElse(null);
  }

  private Optional<Double> linkUseRatio(String name, Bytes now, double seconds) {
    Bytes before = before(name, now);
    long most = Math.max(now.sent() - before.sent(), now.received() - before.received());
    return bytesPerSecond(name).map(speed -> most / seconds / speed).filter(use -> use <= MOST_USE);
  }

  private Optional<Double> bytesPerSecond(String name) {
    if (!Files.exists(links.resolve(name + "/device"))) {
      return Optional.empty();
    }
    try {
      double megabits =
          Double.parseDouble(Files.readString(links.resolve(name + "/speed")).strip());
      return megabits > 0 ? Optional.of(megabits * BYTES_PER_MEGABIT) : Optional.empty();
    } catch (IOException | NumberFormatException unknown) {
      return Optional.empty();
    }
  }

  /** The bytes at the start; those of now for an interface that did not exist then. */
  private Bytes before(String name, Bytes now) {
    return start.byInterface().getOrDefault(name, now);
  }

  private Reading until() {
    return end.orElseGet(() -> read(System.nanoTime()));
  }

  private double seconds(Reading until) {
    return Math.max(1, until.atNanos() - start.atNanos()) / (double) TimeUnit.SECONDS.toNanos(1);
  }
}
