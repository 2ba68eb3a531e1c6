package io.openmeet.loadtest.bench;

import io.openmeet.loadtest.simulationlog.LogHeader;
import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.Arrays;

/** Keeps when each request of several logs starts and ends: 8 bytes for each. */
final class AllRequests implements LogVisitor {
  private int[] starts = new int[1_000_000];
  private int[] ends = new int[1_000_000];
  private int size;
  private int failed;
  private long zeroMs = -1;

  int failed() {
    return failed;
  }

  int[] responseTimes() {
    int[] times = new int[size];
    for (int i = 0; i < size; i++) {
      times[i] = ends[i] - starts[i];
    }
    return times;
  }

  /**
   * Goes through all starts and ends in time order. A request is in flight from its start until
   * before its end. Call this last: it sorts.
   */
  int peakInFlight() {
    Arrays.sort(starts, 0, size);
    Arrays.sort(ends, 0, size);
    int peak = 0;
    int ended = 0;
    for (int started = 0; started < size; ) {
      int now = starts[started];
      while (started < size && starts[started] == now) {
        started++;
      }
      while (ended < size && ends[ended] <= now) {
        ended++;
      }
      peak = Math.max(peak, started - ended);
    }
    return peak;
  }

  @Override
  public void run(LogHeader run, LogNames names) {
    zeroMs = zeroMs < 0 ? run.startMs() : zeroMs;
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size / 2 * 3);
      ends = Arrays.copyOf(ends, size / 2 * 3);
    }
    starts[size] = (int) (startMs - zeroMs);
    ends[size] = (int) (endMs - zeroMs);
    size++;
    failed += ok ? 0 : 1;
  }
}
