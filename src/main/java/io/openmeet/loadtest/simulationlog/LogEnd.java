package io.openmeet.loadtest.simulationlog;

import java.util.Locale;

/**
 * Where and how reading ended.
 *
 * <p>A log has no end mark. When its writer is killed, the last record is nearly always incomplete.
 * Once in thousands of times the file ends between two records: its bytes are complete then, and
 * only users who never ended ({@link #usersAlive} above 0) show that records are missing. Users
 * also remain when Gatling itself stops a run early ({@code maxDuration}, {@code
 * stopLoadGenerator}), but then no record is missing. Only {@link #isProvenWhole} is certain while
 * there is load.
 *
 * @param file the log's name, for messages
 * @param offset bytes up to the end of the last whole record
 * @param records whole records read, the Run record included
 * @param usersAlive users who started and did not end
 * @param reason what is wrong after {@code offset}; empty when the log is complete or empty
 */
public record LogEnd(
    String file, Kind kind, long offset, long records, long usersAlive, String reason) {

  public enum Kind {
    /** There are no bytes. */
    EMPTY,
    /** The last byte is the last of a record. */
    COMPLETE,
    /**
     * The last record is incomplete: Gatling was killed, or the disk is full. The other records are
     * correct.
     */
    CUT_OFF,
    /** The bytes after {@link LogEnd#offset} are not a record; nothing after them was read. */
    DAMAGED
  }

  /** Whether records are certainly missing. */
  public boolean isPartial() {
    return kind != Kind.COMPLETE;
  }

  /**
   * Whether the log ends between records and every started user has ended. This is so at the end of
   * a run, and at no other moment while there is load.
   */
  public boolean isProvenWhole() {
    return kind == Kind.COMPLETE && usersAlive == 0;
  }

  /** The same with another file name, for messages that other machines show. */
  public LogEnd named(String name) {
    return new LogEnd(name, kind, offset, records, usersAlive, reason);
  }

  @Override
  public String toString() {
    String read = text("%,d whole records up to byte %,d were read", records, offset);
    return switch (kind) {
      case EMPTY -> text("%s is empty.", file);
      case COMPLETE ->
          usersAlive == 0
              ? text("%s is complete: %s.", file, read)
              : text(
                  "%s ends between records, but %,d users never ended: %s.",
                  file, usersAlive, read);
      case CUT_OFF -> text("%s is cut off: %s; %s.", file, reason, read);
      case DAMAGED -> text("%s is damaged at byte %,d: %s; %s.", file, offset, reason, read);
    };
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
