package io.openmeet.loadtest.statistics;

/**
 * A 95 % confidence interval: if the same measurement is repeated many times, about 95 of 100 such
 * intervals contain the true value.
 *
 * @param low the interval's start, in the unit of the value
 * @param high the interval's end, at or above its start
 */
public record ConfidenceInterval(double low, double high) {}
