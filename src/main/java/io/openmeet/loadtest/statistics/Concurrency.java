package io.openmeet.loadtest.statistics;

/**
 * How many users were alive, or how many requests were in flight, at the same time within the
 * window. Each counts from its start until its end. One that starts and ends in the same
 * millisecond does not count.
 *
 * @param mean weighted by time
 */
public record Concurrency(long peak, long min, double mean) {}
