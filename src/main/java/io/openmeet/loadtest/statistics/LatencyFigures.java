package io.openmeet.loadtest.statistics;

/**
 * FigureText of at least one sample. Percentiles are {@linkplain Distribution#percentileMs nearest
 * rank}; the standard deviation is the population's.
 */
public record LatencyFigures(
    long count,
    int minMs,
    double meanMs,
    double stdDevMs,
    int p50Ms,
    int p75Ms,
    int p90Ms,
    int p95Ms,
    int p99Ms,
    int p999Ms,
    int maxMs) {}
