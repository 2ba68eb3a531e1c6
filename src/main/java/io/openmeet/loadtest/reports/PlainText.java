package io.openmeet.loadtest.reports;

/**
 * Text of unknown origin on one line of plain text. Control characters could move a terminal's
 * cursor or colour its text, and marks of direction could reorder the text around them.
 */
public final class PlainText {
  private static final int LONGEST = 120;

  private PlainText() {}

  /** A very long text is cut. */
  public static String of(String text) {
    return whole(cut(text, LONGEST));
  }

  /** At any length. */
  static String whole(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(c -> c == '\n' || c == '\t' || c == '\r' ? ' ' : isUnprintable(c) ? 0xFFFD : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** A text of more code points than allowed ends with an ellipsis; no character is replaced. */
  static String cut(String text, int mostCodePoints) {
    return text.codePointCount(0, text.length()) <= mostCodePoints
        ? text
        : text.substring(0, text.offsetByCodePoints(0, mostCodePoints)) + '…';
  }

  /** Control characters, marks of direction, line separators, lone surrogates. */
  static boolean isUnprintable(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || c >= 0x202A && c <= 0x202E
        || c >= 0x2066 && c <= 0x2069
        || c == 0x200E
        || c == 0x200F
        || c == 0x061C;
  }
}
