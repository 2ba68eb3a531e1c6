package io.openmeet.loadtest.results;

/** How often requests failed with this message. */
public record ErrorCount(String message, long count) {}
