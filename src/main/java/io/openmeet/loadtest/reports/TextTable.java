package io.openmeet.loadtest.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table for the console: columns as wide as their widest cell, and remarks under their row. */
public final class TextTable {
  private static final String GAP = "  ";
  private static final String BEFORE_REMARK = "  ";

  /** A path may make a column wider than a terminal. */
  private static final int LONGEST_RULE = 80;

  private record Row(List<String> cells, String remarks) {}

  private final List<Row> rows = new ArrayList<>();

  public TextTable(String... header) {
    rows.add(new Row(List.of(header), ""));
  }

  /** Adds a row with as many cells as the header has; a line end in a cell becomes a space. */
  public void row(String... cells) {
    if (cells.length != rows.get(0).cells().size()) {
      throw new IllegalArgumentException(
          "a row needs %d cells".formatted(rows.get(0).cells().size()));
    }
    rows.add(new Row(Stream.of(cells).map(TextTable::onOneLine).toList(), ""));
  }

  /** Adds a sentence under the last row, on as many lines as it needs. */
  public void remark(String sentence) {
    Row last = rows.remove(rows.size() - 1);
    String lines = WrappedText.of(BEFORE_REMARK, BEFORE_REMARK, onOneLine(sentence));
    rows.add(new Row(last.cells(), last.remarks() + lines));
  }

  private static String onOneLine(String text) {
    return text.replaceAll("\\R", " ");
  }

  /** The last row, too, ends with a line separator. */
  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).cells().size())
            .map(
                column ->
                    rows.stream().mapToInt(row -> row.cells().get(column).length()).max().orElse(0))
            .toArray();
    List<String> rule =
        IntStream.of(widths)
            .map(width -> Math.min(width, LONGEST_RULE))
            .mapToObj("-"::repeat)
            .toList();
    List<Row> withRule = new ArrayList<>(rows);
    withRule.add(1, new Row(rule, ""));
    return withRule.stream()
        .map(row -> line(row.cells(), widths) + row.remarks())
        .collect(Collectors.joining());
  }

  private static String line(List<String> row, int[] widths) {
    String line =
        IntStream.range(0, widths.length)
            .mapToObj(
                column -> row.get(column) + " ".repeat(widths[column] - row.get(column).length()))
            .collect(Collectors.joining(GAP));
    return line.stripTrailing() + System.lineSeparator();
  }
}
