package io.openmeet.loadtest.reports;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import io.openmeet.loadtest.sla.NumberText;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.HistoryLevel;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The history of runs as CSV (RFC 4180, but with line feeds): a row for each run, with the names of
 * the history's fields. A value that is not known is an empty cell.
 */
public final class HistoryCsv {
  /** A spreadsheet takes a cell that begins with one of these for a formula. */
  private static final String BEFORE_FORMULA = "=+-@\t\r";

  private HistoryCsv() {}

  /** Does not close the writer. */
  public static void write(List<HistoryEntry> runs, Writer out) throws IOException {
    Map<String, Function<HistoryEntry, Object>> columns = columns(runs);
    ICSVWriter csv = new CSVWriterBuilder(out).build();
    csv.writeNext(columns.keySet().stream().map(HistoryCsv::cell).toArray(String[]::new), false);
    for (HistoryEntry run : runs) {
      csv.writeNext(
          columns.values().stream().map(column -> cell(column.apply(run))).toArray(String[]::new),
          false);
    }
    csv.flush();
  }

  private static Map<String, Function<HistoryEntry, Object>> columns(List<HistoryEntry> runs) {
    Map<String, Function<HistoryEntry, Object>> columns = new LinkedHashMap<>();
    columns.put("run", HistoryEntry::run);
    columns.put("startedAt", HistoryEntry::startedAt);
    columns.put("simulation", HistoryEntry::simulation);
    columns.put("profile", HistoryEntry::profile);
    columns.put("target", HistoryEntry::target);
    columns.put("verdict", HistoryEntry::verdict);
    columns.put("reason", HistoryEntry::reason);
    columns.put("fingerprint", HistoryEntry::fingerprint);
    columns.put("gitCommit", HistoryEntry::gitCommit);
    columns.put("windowSeconds", HistoryEntry::windowSeconds);
    columns.put("processor", HistoryEntry::processor);
    columns.put("count", run -> run.totals().count());
    columns.put("errorRatio", run -> run.totals().errorRatio());
    columns.put("rps", run -> run.totals().rps());
    columns.put("p50Ms", run -> run.totals().p50Ms());
    columns.put("p95Ms", run -> run.totals().p95Ms());
    columns.put("p99Ms", run -> run.totals().p99Ms());
    runs.stream()
        .flatMap(run -> run.slas().stream())
        .map(HistoryLevel::id)
        .distinct()
        .forEach(
            id -> {
              columns.put(id + " unit", level(id, level -> level.unit().label()));
              columns.put(id + " limit", level(id, HistoryLevel::limit));
              columns.put(id + " actual", level(id, HistoryLevel::actual));
              columns.put(id + " actualLow", level(id, HistoryLevel::actualLow));
              columns.put(id + " actualHigh", level(id, HistoryLevel::actualHigh));
              columns.put(id + " verdict", level(id, HistoryLevel::verdict));
            });
    return columns;
  }

  private static Function<HistoryEntry, Object> level(
      String id, Function<HistoryLevel, Object> field) {
    return run ->
        run.slas().stream()
            .filter(level -> level.id().equals(id))
            .findFirst()
            .map(field)
            .orElse(null);
  }

  /** A number remains one; a text never becomes a formula. */
  private static String cell(Object value) {
    if (value instanceof Double number) {
      return NumberText.plain(number);
    }
    String text = value == null ? "" : value.toString();
    boolean formula = !text.isEmpty() && BEFORE_FORMULA.indexOf(text.charAt(0)) >= 0;
    return formula && !(value instanceof Number) ? "'" + text : text;
  }
}
