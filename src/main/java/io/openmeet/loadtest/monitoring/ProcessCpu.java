package io.openmeet.loadtest.monitoring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of the machine's CPU this JVM uses, from one reading to the next. By CPU time and a
 * clock: the JVM's own "load" divides by what the machine says it did meanwhile, and was seen to be
 * 15 % off on a virtual one. Each reader has its own; it is for one thread.
 */
final class ProcessCpu {
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long lastCpuNanos = process.getProcessCpuTime();
  private long lastNanos = System.nanoTime();

  /**
   * Since the reading before, or since it was made.
   *
   * @return this process's share of all cores, 0-1; NaN when the JVM does not tell
   */
  double ratio() {
    long cpuNanos = process.getProcessCpuTime();
    long now = System.nanoTime();
    double ratio = Double.NaN;
    if (cpuNanos >= 0 && lastCpuNanos >= 0 && now > lastNanos) {
      double used = (double) (cpuNanos - lastCpuNanos) / (now - lastNanos);
      ratio = Math.max(0, Math.min(1, used / Runtime.getRuntime().availableProcessors()));
    }
    lastCpuNanos = cpuNanos;
    lastNanos = now;
    return ratio;
  }
}
