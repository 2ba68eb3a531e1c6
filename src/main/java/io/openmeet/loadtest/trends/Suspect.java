package io.openmeet.loadtest.trends;

/**
 * A single point far from the nights before it. It is shown, but one night is no evidence of a
 * lasting change.
 *
 * @param index of the point
 * @param median of at most 20 points before
 * @param allowed the greatest distance from the median that is not suspect, in the figure's unit
 */
public record Suspect(int index, double median, double allowed) {}
