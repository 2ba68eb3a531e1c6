package io.openmeet.loadtest.results;

/**
 * How many of something there were at once within the window: users alive, requests in flight. From
 * its start on and until its end something counts; what starts and ends in the same millisecond
 * never does.
 *
 * @param mean weighted with time
 */
public record Concurrency(long peak, long min, double mean) {}
