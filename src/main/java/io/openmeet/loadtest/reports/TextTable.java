package io.openmeet.loadtest.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table for the console: columns as wide as their widest cell. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  public TextTable(String... header) {
    rows.add(List.of(header));
  }

  /** Adds a row with as many cells as the header has; a line end in a cell becomes a space. */
  public void row(String... cells) {
    if (cells.length != rows.get(0).size()) {
      throw new IllegalArgumentException("a row needs %d cells".formatted(rows.get(0).size()));
    }
    rows.add(Stream.of(cells).map(cell -> cell.replaceAll("\\R", " ")).toList());
  }

  /** With a line end behind each row. */
  @Override
  public String toString() {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    List<String> rule = IntStream.of(widths).mapToObj("-"::repeat).toList();
    List<List<String>> withRule = new ArrayList<>(rows);
    withRule.add(1, rule);
    return withRule.stream().map(row -> line(row, widths)).collect(Collectors.joining());
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
