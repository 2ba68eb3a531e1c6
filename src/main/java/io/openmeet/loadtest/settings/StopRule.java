package io.openmeet.loadtest.settings;

/**
 * When a run stops early: the ratio of errors among the answers is above a limit, for some seconds
 * in a row.
 *
 * @param errorRatio 0-1, of failed answers to all; 1 never stops
 * @param seconds in a row, at least 1
 */
public record StopRule(double errorRatio, int seconds) {}
