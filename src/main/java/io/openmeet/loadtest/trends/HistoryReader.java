package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.trends.EntryJson.NoEntryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all lines of a history, whatever they contain. */
final class HistoryReader implements TextLines.Visitor {
  /** From a run to the number of its line. */
  private final Map<String, Integer> runs = new HashMap<>();

  private final SharedSeries series = new SharedSeries();
  private final List<HistoryLine> lines = new ArrayList<>();

  private HistoryReader() {}

  /** Without blank lines; empty when there is no file. */
  static List<HistoryLine> read(Path file) throws IOException {
    HistoryReader reader = new HistoryReader();
    TextLines.read(file, reader);
    return reader.lines;
  }

  @Override
  public void damaged(int number, String problem) {
    lines.add(HistoryLine.skipped(number, problem));
  }

  @Override
  public void line(int number, String text) {
    lines.add(read(number, text));
  }

  private HistoryLine read(int number, String text) {
    try {
      HistoryEntry entry = series.in(EntryJson.entry(text));
      Integer first = runs.putIfAbsent(entry.run(), number);
      return first == null
          ? new HistoryLine(number, entry, null, false)
          : HistoryLine.skipped(
              number, "line %d has the run %s already".formatted(first, entry.run()));
    } catch (NoEntryException unreadable) {
      return new HistoryLine(number, null, unreadable.getMessage(), unreadable.isNewer());
    }
  }
}
