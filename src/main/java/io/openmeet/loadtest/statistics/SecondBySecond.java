package io.openmeet.loadtest.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the window's seconds. It keeps a second's response times until the log ends, because a
 * slow request is logged long after it started. When this takes more than 16 MB, it fixes the
 * percentiles of the oldest seconds. A request that is logged even later counts in all other
 * figures, but not in these percentiles.
 */
final class SecondBySecond {
  private static final int MAX_OPEN_BYTES = 16 * 1024 * 1024;

  private final Window window;
  private final int[] started;
  private final int[] completed;
  private final int[] errors;
  private final Histogram[] samples;
  private final int[][] percentiles;
  private int oldestOpen;
  private int openBytes;

  SecondBySecond(Window window) {
    int seconds = window.wholeOrBegunSeconds();
    this.window = window;
    this.started = new int[seconds];
    this.completed = new int[seconds];
    this.errors = new int[seconds];
    this.samples = new Histogram[seconds];
    this.percentiles = new int[seconds][];
  }

  void completed(long endMs) {
    completed[window.secondOf(endMs)]++;
  }

  void started(long startMs, boolean ok, int ms) {
    int second = window.secondOf(startMs);
    started[second]++;
    if (!ok) {
      errors[second]++;
    }
    if (second < oldestOpen) {
      return;
    }
    if (samples[second] == null) {
      samples[second] = new Histogram();
    }
    openBytes -= samples[second].bytes();
    samples[second].record(ms);
    openBytes += samples[second].bytes();
    while (openBytes > MAX_OPEN_BYTES && oldestOpen < second) {
      closeOldest();
    }
  }

  List<Second> seconds(long[] usersAlive, long[] inFlight) {
    while (oldestOpen < samples.length) {
      closeOldest();
    }
    List<Second> seconds = new ArrayList<>(samples.length);
    for (int i = 0; i < samples.length; i++) {
      int[] p = percentiles[i];
      seconds.add(
          new Second(
              window.startMs() + i * 1000L,
              started[i],
              completed[i],
              errors[i],
              usersAlive[i],
              inFlight[i],
              p == null ? null : Integer.valueOf(p[0]),
              p == null ? null : Integer.valueOf(p[1]),
              p == null ? null : Integer.valueOf(p[2])));
    }
    return List.copyOf(seconds);
  }

  private void closeOldest() {
    Histogram oldest = samples[oldestOpen];
    if (oldest != null) {
      percentiles[oldestOpen] = oldest.percentilesMs(50, 95, 99);
      openBytes -= oldest.bytes();
      samples[oldestOpen] = null;
    }
    oldestOpen++;
  }
}
