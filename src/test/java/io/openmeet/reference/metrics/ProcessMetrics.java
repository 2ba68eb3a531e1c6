package io.openmeet.reference.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;

/** What this process has used since its start: processor time and memory allocated. */
final class ProcessMetrics implements MeterBinder {
  private static final double NANOS_PER_SECOND = 1e9;

  private final AllocatedBytes allocated = new AllocatedBytes();

  @Override
  public void bindTo(MeterRegistry registry) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    FunctionCounter.builder("process.cpu", system, ProcessMetrics::cpuSeconds)
        .description("Processor time of all threads of the process, user and system")
        .baseUnit("seconds")
        .register(registry);
    FunctionCounter.builder("openmeet.process.allocated", allocated, AllocatedBytes::total)
        .description("Bytes that all threads of the process allocated on the heap")
        .baseUnit("bytes")
        .register(registry);
  }

  private static double cpuSeconds(OperatingSystemMXBean system) {
    long nanos = system.getProcessCpuTime();
    return nanos < 0 ? Double.NaN : nanos / NANOS_PER_SECOND;
  }
}
