package io.openmeet.reference.database;

/**
 * A statement and the name under which its times are measured.
 *
 * @param name such as {@code meetings.list}; a label of the metrics
 * @param sql with {@code $1}, {@code $2}, ... for every value
 */
public record Query(String name, String sql) {}
