package io.openmeet.loadtest.settings;

/**
 * When a run is hopeless and stops early: more than a share of the answers are errors, for some
 * seconds in a row.
 *
 * @param errorRatio 0-1, of failed answers to all; 1 never stops
 * @param seconds in a row, at least 1
 */
public record StopRule(double errorRatio, int seconds) {}
