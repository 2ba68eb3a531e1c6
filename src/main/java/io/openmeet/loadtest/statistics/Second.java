package io.openmeet.loadtest.statistics;

/**
 * One second of the window.
 *
 * @param startMs epoch milliseconds
 * @param started requests that started in it
 * @param completed requests that ended in it, also when they started earlier
 * @param errors requests that started in it and failed
 * @param usersAlive most users alive at the same time
 * @param inFlight most requests in flight at the same time
 * @param p50Ms of the requests that started in it; null when there are none, or when their samples
 *     could not be kept ({@link SecondBySecond})
 * @param p95Ms as {@code p50Ms}
 * @param p99Ms as {@code p50Ms}
 */
public record Second(
    long startMs,
    long started,
    long completed,
    long errors,
    long usersAlive,
    long inFlight,
    Integer p50Ms,
    Integer p95Ms,
    Integer p99Ms) {}
