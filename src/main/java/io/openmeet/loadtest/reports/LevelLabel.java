package io.openmeet.loadtest.reports;

/**
 * How people see a service level of which the history has only the id.
 *
 * @param name such as {@code API P95 response time}
 * @param bound the side of the limit on which the value must be, such as {@code <}; empty when it
 *     is not known
 */
record LevelLabel(String name, String bound) {}
