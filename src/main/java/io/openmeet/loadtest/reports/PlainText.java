package io.openmeet.loadtest.reports;

/**
 * Text of unknown origin on one line of plain text. Control characters could move a terminal's
 * cursor or colour its text, marks of direction could reorder the text around them.
 */
final class PlainText {
  private static final int LONGEST = 120;

  private PlainText() {}

  /** A very long text is shortened. */
  static String of(String text) {
    return shortened(text, LONGEST);
  }

  /** At any length. */
  static String whole(String text) {
    return shortened(text, Integer.MAX_VALUE);
  }

  /** At most so many code points, then an ellipsis. */
  static String shortened(String text, int longest) {
    StringBuilder line = new StringBuilder();
    int[] shown = text.codePoints().limit(longest).toArray();
    for (int c : shown) {
      line.appendCodePoint(c == '\n' || c == '\t' || c == '\r' ? ' ' : isShapeless(c) ? 0xFFFD : c);
    }
    return shown.length < text.codePointCount(0, text.length())
        ? line.append('…').toString()
        : line.toString();
  }

  /** Control characters, marks of direction, line separators, lone surrogates. */
  static boolean isShapeless(int c) {
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
