package io.openmeet.loadtest.capacity;

/** The work for each request that reports show against the load: what runs out first. */
public enum ShownWork {
  API_CPU("API CPU", "ms/1,000 requests", "process_cpu_seconds_total", 1e6),
  DATABASE_CPU("Database CPU", "ms/1,000 requests", "openmeet_database_cpu_seconds_total", 1e6),
  CACHE_CPU("Cache CPU", "ms/1,000 requests", "openmeet_cache_cpu_seconds_total", 1e6),
  SENT_BYTES("Sent", "bytes/request", "openmeet_http_sent_bytes_total", 1);

  private final String label;
  private final String unit;
  private final String metric;
  private final double scale;

  ShownWork(String label, String unit, String metric, double scale) {
    this.label = label;
    this.unit = unit;
    this.metric = metric;
    this.scale = scale;
  }

  public String label() {
    return label;
  }

  /** For people. */
  public String unit() {
    return unit;
  }

  /** A counter of the target's metrics. */
  String metric() {
    return metric;
  }

  /** From the metric's unit to {@link #unit}. */
  public double scale() {
    return scale;
  }
}
