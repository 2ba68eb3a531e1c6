package io.openmeet.loadtest.simulationlog;

import java.util.Locale;

/**
 * Where and how reading ended.
 *
 * <p>A log has no end mark, so a run that was killed just between two records leaves a log that
 * looks finished. What can still be seen is that users who started never ended: {@link #usersAlive}
 * is then above 0. It is also above 0 after a run that Gatling itself stopped early ({@code
 * maxDuration}, {@code stopLoadGenerator}), whose log is whole. Only {@link #isProvenWhole} leaves
 * no doubt.
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
    /** The file ends inside a record: Gatling was killed, or the disk is full. */
    CUT_OFF,
    /** The bytes after {@link LogEnd#offset} are no record, and nothing after them was read. */
    DAMAGED
  }

  /** Whether something is known to be missing. */
  public boolean isPartial() {
    return kind != Kind.COMPLETE;
  }

  /** Whether the log ends between records with every user gone: nothing can be missing. */
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
      case CUT_OFF ->
          text(
              "%s is cut off: its last %,d bytes are the beginning of a record; %s.",
              file, bytes - offset, read);
      case DAMAGED -> text("%s is damaged at byte %,d: %s; %s.", file, offset, reason, read);
    };
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
