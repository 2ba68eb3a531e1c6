package io.openmeet.loadtest.reports;

/**
 * Text as a cell of a GitHub-flavoured Markdown table. Characters that could be markup, or could
 * end the cell or the row, are escaped; characters that are invisible, or change the direction of
 * writing, become U+FFFD.
 *
 * @see <a href="https://github.github.com/gfm/">GFM: 4.10 tables, 6.1 backslash escapes</a>
 */
public final class MarkdownText {
  private static final int LONGEST = 200;
  private static final String MARKUP = "\\`*_[]#|~>$";

  private MarkdownText() {}

  /** On one line; a very long text is cut. */
  public static String of(String text) {
    return whole(PlainText.cut(text, LONGEST));
  }

  /** On one line, at any length. */
  public static String whole(String text) {
    StringBuilder escaped = new StringBuilder();
    int[] codePoints = text.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      if (beginsLink(codePoints, i)) {
        escaped.append('\\');
      }
      append(escaped, codePoints[i]);
    }
    return escaped.toString();
  }

  /** GitHub makes links of :// and of www., and pictures of :name:. */
  private static boolean beginsLink(int[] text, int i) {
    int next = i + 1 < text.length ? text[i + 1] : ' ';
    return text[i] == ':' && (next == '/' || Character.isLetter(next))
        || text[i] == '.' && i > 0 && (text[i - 1] == 'w' || text[i - 1] == 'W');
  }

  private static void append(StringBuilder escaped, int c) {
    if (c == '\n' || c == '\r' || c == '\t') {
      escaped.append(' ');
    } else if (c == '<') {
      escaped.append("&lt;");
    } else if (c == '&') {
      escaped.append("&amp;");
    } else if (c == '@') {
      // A backslash would not stop GitHub from notifying a user.
      escaped.append("&#64;");
    } else if (PlainText.isUnprintable(c)) {
      escaped.append('\uFFFD');
    } else {
      if (MARKUP.indexOf(c) >= 0) {
        escaped.append('\\');
      }
      escaped.appendCodePoint(c);
    }
  }
}
