package io.openmeet.loadtest.injector;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * The share of the machine's CPU that this JVM uses between two readings, from CPU time and a
 * clock. The JVM's own "load" divides by the machine's reported work and was 15 % wrong on a
 * virtual machine. An instance is for one thread.
 */
final class ProcessCpu {
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private long lastCpuNanos = process.getProcessCpuTime();
  private long lastNanos = System.nanoTime();

  /**
   * Since the previous reading, or since its creation.
   *
   * @return this process's share of all cores, 0-1; NaN when the JVM does not report it
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
