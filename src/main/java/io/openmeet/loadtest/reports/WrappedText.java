package io.openmeet.loadtest.reports;

/** Sentences on lines that a terminal shows whole. */
public final class WrappedText {
  /** Columns of a line at most, but for a single word that is longer, such as a path. */
  static final int WIDTH = 120;

  private WrappedText() {}

  /**
   * Breaks at spaces, with a line end behind each line.
   *
   * @param first stands before the first line
   * @param rest stands before each line after it
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
