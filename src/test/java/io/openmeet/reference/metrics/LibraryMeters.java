package io.openmeet.reference.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/** Which meters of the libraries are shown, and under which names. */
final class LibraryMeters implements MeterFilter {
  private static final String POOL_NAME = "pool_name";

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    // process_cpu_seconds_total shows the same in Prometheus' unit.
    boolean hidden =
        id.getName().equals("process.cpu.time")
            || PoolMetrics.OBSERVER.equals(id.getTag(POOL_NAME));
    return hidden ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }

  /** The waits for the database's pool are part of the API's contract, whatever measures them. */
  @Override
  public Meter.Id map(Meter.Id id) {
    boolean waits =
        id.getName().equals("vertx.pool.queue.time")
            && PoolMetrics.DATABASE.equals(id.getTag(POOL_NAME));
    return waits ? id.withName("openmeet.database.pool.wait").replaceTags(Tags.empty()) : id;
  }
}
