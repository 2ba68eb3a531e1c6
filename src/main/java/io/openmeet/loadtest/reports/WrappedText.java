package io.openmeet.loadtest.reports;

/** Breaks sentences into lines that fit a terminal. */
public final class WrappedText {
  /** The longest line, in columns; only a single longer word, such as a path, exceeds it. */
  static final int WIDTH = 120;

  private WrappedText() {}

  /**
   * Breaks at spaces; the last line, too, ends with a line separator.
   *
   * @param first printed before the first line
   * @param rest printed before each further line
   */
  public static String of(String first, String rest, String text) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : text.split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        lines.append(line).append(System.lineSeparator());
        line.setLength(0);
        line.append(rest);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return lines.append(line).append(System.lineSeparator()).toString();
  }
}
