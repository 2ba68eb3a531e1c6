package io.openmeet.feeders;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import com.opencsv.exceptions.CsvValidationException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A feeder file, read and checked as a whole before any load: RFC 4180, UTF-8, a header, no blank
 * cell. Every error message names file, line and column. The file may contain "é" as one character
 * or as two; here it is one (Unicode's normal form C), as targets store and return it.
 */
public final class CsvTable {
  private final String file;
  private final List<String> columns = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();

  /** One line of the file. */
  public final class Row {
    private final long line;
    private final String[] cells;

    private Row(long line, String[] cells) {
      this.line = line;
      this.cells = cells;
    }

    String text(String column) {
      return cells[columns.indexOf(column)];
    }

    /** The cells by their column. */
    public Map<String, String> cells() {
      Map<String, String> byColumn = new LinkedHashMap<>();
      for (int i = 0; i < cells.length; i++) {
        byColumn.put(columns.get(i), cells[i]);
      }
      return byColumn;
    }

    /**
     * @throws FeederException when the text does not follow the rule
     */
    String text(String column, TextRule rule) {
      String cell = text(column);
      rule.complaint(cell)
          .ifPresent(
              complaint -> {
                throw refuse("line %d, column %s: %s".formatted(line, column, complaint));
              });
      return cell;
    }

    /**
     * @throws FeederException when the cell is no whole number from {@code min} to {@code max}
     */
    int number(String column, int min, int max) {
      String cell = text(column);
      try {
        int number = Integer.parseInt(cell);
        if (number >= min && number <= max) {
          return number;
        }
      } catch (NumberFormatException noNumber) {
        // Reported below, like a number out of range.
      }
      throw refuse(
          "line %d, column %s: expected a whole number from %d to %d, found \"%s\""
              .formatted(line, column, min, max, cell));
    }
  }

  private CsvTable(String file) {
    this.file = file;
  }

  /**
   * @param file such as {@code feeders/users.csv}; {@link FeederFile} says where it is read from
   * @param minRows least number of rows, without the header
   * @throws FeederException when the file is missing or its content is wrong
   */
  public static CsvTable read(String file, int minRows, String... neededColumns) {
    return read(FeederFile.find(file), minRows, neededColumns);
  }

  static CsvTable read(FeederFile file, int minRows, String... neededColumns) {
    CsvTable table = new CsvTable(file.shown());
    try {
      table.parse(table.decode(file.bytes()), neededColumns);
    } catch (IOException unreadable) {
      throw new FeederException(
          "%s: cannot be read: %s.".formatted(file.shown(), unreadable.getMessage()), unreadable);
    }
    if (table.rows.size() < minRows) {
      throw table.refuse(
          "expected %d rows or more, found %d".formatted(minRows, table.rows.size()));
    }
    return table;
  }

  /** The text without the byte order mark that spreadsheets put before UTF-8. */
  private String decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
      long lineEnds = IntStream.range(0, in.position()).filter(i -> bytes[i] == '\n').count();
      throw refuse(
          "line %d: expected UTF-8, found other bytes; save the file as UTF-8"
              .formatted(lineEnds + 1));
    }
    return out.flip().toString().replaceFirst("^\uFEFF", "");
  }

  private void parse(String text, String... neededColumns) throws IOException {
    CSVReader csv =
        new CSVReaderBuilder(new StringReader(text))
            .withCSVParser(new RFC4180ParserBuilder().build())
            .build();
    long line = 1;
    try {
      String[] header = csv.readNext();
      readHeader(header == null ? new String[0] : header, neededColumns);
      line = csv.getLinesRead() + 1;
      for (String[] cells = csv.readNext(); cells != null; cells = csv.readNext()) {
        readRow(line, cells);
        line = csv.getLinesRead() + 1;
      }
    } catch (CsvMalformedLineException malformed) {
      throw refuse("line %d: a quote is opened and not closed".formatted(line));
    } catch (CsvValidationException malformed) {
      throw refuse("line %d: %s".formatted(line, malformed.getMessage()));
    }
  }

  private void readHeader(String[] header, String... needed) {
    Arrays.stream(header).map(String::strip).forEach(columns::add);
    for (String column : needed) {
      if (!columns.contains(column)) {
        throw refuse("line 1: expected a column %s, found %s".formatted(column, columns));
      }
    }
  }

  private void readRow(long line, String[] cells) {
    if (cells.length != columns.size()) {
      throw refuse(
          "line %d: expected %d cells, found %d; a text with a comma needs quotes around it"
              .formatted(line, columns.size(), cells.length));
    }
    for (int i = 0; i < cells.length; i++) {
      if (cells[i].isBlank()) {
        throw refuse(
            "line %d, column %s: expected a value, found none".formatted(line, columns.get(i)));
      }
    }
    rows.add(new Row(line, Arrays.stream(cells).map(CsvTable::normal).toArray(String[]::new)));
  }

  private static String normal(String cell) {
    return Normalizer.normalize(cell, Normalizer.Form.NFC);
  }

  /**
   * @return this table
   * @throws FeederException when a value of the column occurs twice, ignoring case
   */
  CsvTable requireDistinct(String column) {
    Map<String, Row> seen = new HashMap<>();
    for (Row row : rows) {
      Row before = seen.putIfAbsent(row.text(column).toLowerCase(Locale.ROOT), row);
      if (before != null) {
        throw refuse(
            "lines %d and %d, column %s: expected different values, found \"%s\" in both; give each line its own"
                .formatted(before.line, row.line, column, row.text(column)));
      }
    }
    return this;
  }

  private FeederException refuse(String what) {
    return new FeederException("%s %s.".formatted(file, what));
  }

  /** The file or the environment variable, for people. */
  public String shown() {
    return file;
  }

  public List<Row> rows() {
    return List.copyOf(rows);
  }
}
