package io.openmeet.loadtest.statistics;

/**
 * Response times of some requests; all are null when there is no request. Percentiles are
 * {@linkplain Distribution#percentileMs nearest rank}; the standard deviation is the population's.
 *
 * @param p999Ms P99.9
 */
public record LatencyFigures(
    Integer minMs,
    Double meanMs,
    Double stdDevMs,
    Integer p50Ms,
    Integer p75Ms,
    Integer p90Ms,
    Integer p95Ms,
    Integer p99Ms,
    Integer p999Ms,
    Integer maxMs) {
  /** The figures of no request. */
  public static final LatencyFigures NONE =
      new LatencyFigures(null, null, null, null, null, null, null, null, null, null);

  /** The same figures with the decimals that reports show. */
  LatencyFigures rounded() {
    return new LatencyFigures(
        minMs,
        Rounded.value(meanMs),
        Rounded.value(stdDevMs),
        p50Ms,
        p75Ms,
        p90Ms,
        p95Ms,
        p99Ms,
        p999Ms,
        maxMs);
  }
}
