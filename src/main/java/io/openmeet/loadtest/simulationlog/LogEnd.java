package io.openmeet.loadtest.simulationlog;

import java.util.Locale;

/**
 * Where and how reading ended.
 *
 * <p>A log has no end mark. When its writer is killed, the last record is nearly always cut
 * through. Once in thousands of times the file ends between two records: it is complete by its
 * bytes then, and only the users who never ended ({@link #usersAlive} above 0) show that something
 * is missing. Users are left also when Gatling itself stops a run early ({@code maxDuration},
 * {@code stopLoadGenerator}); nothing is missing then. Only {@link #isProvenWhole} leaves no doubt
 * while there is load.
 *
 * @param file the log's name, for messages
 * @param offset bytes up to the end of the last whole record
 * @param bytes bytes seen, at least {@code offset}
 * @param records whole records read, the Run record included
 * @param usersAlive users who had started and not ended
 * @param reason what is wrong after {@code offset}; empty when complete
 */
public record LogEnd(
    String file, Kind kind, long offset, long bytes, long records, long usersAlive, String reason) {

  public enum Kind {
    /** The last byte is the last of a record. */
    COMPLETE,
    /** The last record is not whole: Gatling was killed, or the disk is full. The rest is right. */
    CUT_OFF,
    /** The bytes after {@link LogEnd#offset} are no record, and nothing after them was read. */
    DAMAGED
  }

  /** Whether something is known to be missing. */
  public boolean isPartial() {
    return kind != Kind.COMPLETE;
  }

  /**
   * Whether the log ends between records and every user who started has ended: as it does when a
   * run comes to its end, and at no other moment as long as there is load.
   */
  public boolean isProvenWhole() {
    return kind == Kind.COMPLETE && usersAlive == 0;
  }

  /** The same under another name, for messages that go to another machine. */
  public LogEnd named(String name) {
    return new LogEnd(name, kind, offset, bytes, records, usersAlive, reason);
  }

  @Override
  public String toString() {
    String read = text("%,d whole records up to byte %,d were read", records, offset);
    return switch (kind) {
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
