package io.openmeet.loadtest.settings;

/**
 * When a run stops early: the ratio of errors among the answers is above a limit, for some seconds
 * in a row.
 *
 * @param errorRatio failed answers divided by all answers, 0-1; with 1, the run never stops
 * @param seconds seconds in a row above this ratio, at least 1
 */
public record StopRule(double errorRatio, int seconds) {}
