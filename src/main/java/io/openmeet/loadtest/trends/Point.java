package io.openmeet.loadtest.trends;

/**
 * The value of a figure in a valid run.
 *
 * @param run name of the run's folder
 * @param startedAt start of the run in UTC, such as 2026-05-04T03:02:01.000Z
 * @param gitCommit null when there was none
 * @param value in the figure's unit; of an interval without a value, its middle
 * @param low start of the 95 % confidence interval, or of the interval in which the value lies;
 *     null when neither is known
 * @param high end of that interval; null when it is not known
 * @param limit of the service level, in the figure's unit; null for work
 * @param resolution the smallest difference that the figure can show, in its unit; 0 when it is
 *     tiny
 */
public record Point(
    String run,
    String startedAt,
    String gitCommit,
    double value,
    Double low,
    Double high,
    Double limit,
    double resolution) {}
