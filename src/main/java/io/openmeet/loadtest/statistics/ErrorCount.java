package io.openmeet.loadtest.statistics;

/** How often requests failed with this message. */
public record ErrorCount(String message, long count) {}
