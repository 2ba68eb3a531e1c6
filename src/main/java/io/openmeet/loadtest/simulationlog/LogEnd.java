package io.openmeet.loadtest.simulationlog;

import java.util.Locale;

/**
 * Where and how reading ended.
 *
 * <p>A log has no end mark, and a file that ends between two records looks finished. It is told
 * from one whose run was killed by what Gatling's writer must have held back (see {@link
 * WriterBuffer}) and by users who never ended: {@link #usersAlive} above 0. Users are also left
 * when Gatling itself stops a run early ({@code maxDuration}, {@code stopLoadGenerator}); the log
 * is complete then. What remains is a file that something else than Gatling cut just between two
 * records, such as a copy that broke off: complete by its bytes, with users alive as a rule. Only
 * {@link #isProvenWhole} leaves no doubt while there is load.
 *
 * @param file the log's name, for messages
 * @param offset bytes up to the end of the last whole record
 * @param bytes bytes seen, at least {@code offset}
 * @param records whole records read, the Run record included
 * @param usersAlive users who had started and not ended
 * @param reason what is wrong after {@code offset}, or how it is known that more is missing; empty
 *     when complete
 */
public record LogEnd(
    String file, Kind kind, long offset, long bytes, long records, long usersAlive, String reason) {

  public enum Kind {
    /** The last byte is the last of a record, and the writer is not known to have been killed. */
    COMPLETE,
    /** Gatling was killed, or the disk is full. What was read is right, but not all there was. */
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
    return kind == Kind.COMPLETE && usersAlive == 0 && records > 0;
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
