package io.openmeet.reference.database;

/**
 * A statement and the name under which it is measured.
 *
 * @param name such as {@code meetings.list}; a label of the metrics
 * @param sql with {@code $1}, {@code $2}, ... for every value; ends with the name as a comment, by
 *     which PostgreSQL's statistics know the statement
 */
public record Query(String name, String sql) {
  public Query {
    sql += " /* " + name + " */";
  }
}
