package io.openmeet.loadtest.statistics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statistics table of the report that Gatling generates, by the name in its first column; the
 * first row is "All Requests". Names are unique in the runs that the tests use.
 */
public final class GatlingReport {
  private static final Pattern ROW = Pattern.compile("<tr id=\"([^\"]+)\".*?</tr>", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("class=\"ellipsed-name\">([^<]*)</span>");
  private static final Pattern CELL = Pattern.compile("<td class=\"value [^\"]*\">([^<]*)</td>");

  /** The series "All users" in the chart of concurrent users: time and count. */
  private static final Pattern USERS_AT_ONCE =
      Pattern.compile(
          "'MaxConcurrentUsersContainerId'.*?name: 'All users',\\s*data: \\[(.*?)\\n\\]",
          Pattern.DOTALL);

  private static final Pattern POINT = Pattern.compile("\\[(\\d+), (\\d+)\\]");

  /** A row; percentiles are P50, P75, P95 and P99, which Gatling shows by default. */
  public record Row(
      long count,
      long ok,
      long ko,
      double perSecond,
      long min,
      long[] percentiles,
      long max,
      long mean,
      long stdDev) {
    static final double[] PERCENTILES = {50, 75, 95, 99};
  }

  private GatlingReport() {}

  /**
   * The chart's highest number of users by second; keys are the second's start in ms since the
   * epoch.
   */
  public static Map<Long, Long> usersAtOnce(Path runFolder) throws IOException {
    Matcher series = USERS_AT_ONCE.matcher(Files.readString(runFolder.resolve("index.html")));
    Map<Long, Long> users = new LinkedHashMap<>();
    if (series.find()) {
      Matcher point = POINT.matcher(series.group(1));
      while (point.find()) {
        users.put(number(point.group(1)), number(point.group(2)));
      }
    }
    return users;
  }

  public static Map<String, Row> read(Path runFolder) throws IOException {
    Map<String, Row> rows = new LinkedHashMap<>();
    Matcher row = ROW.matcher(Files.readString(runFolder.resolve("index.html")));
    while (row.find()) {
      Matcher name = NAME.matcher(row.group());
      Matcher cell = CELL.matcher(row.group());
      List<String> cells = new ArrayList<>();
      while (cell.find()) {
        cells.add(cell.group(1).replace(",", "").strip());
      }
      if (name.find()) {
        // The only HTML entity in the names that the tests use.
        rows.put(name.group(1).replace("&oslash;", "ø"), row(cells));
      }
    }
    return rows;
  }

  /** Columns: total, ok, ko, share of ko, per second, min, four percentiles, max, mean, std dev. */
  private static Row row(List<String> cells) {
    long[] percentiles = new long[Row.PERCENTILES.length];
    for (int i = 0; i < percentiles.length; i++) {
      percentiles[i] = number(cells.get(6 + i));
    }
    return new Row(
        number(cells.get(0)),
        number(cells.get(1)),
        number(cells.get(2)),
        cells.get(4).equals("-") ? 0 : Double.parseDouble(cells.get(4)),
        number(cells.get(5)),
        percentiles,
        number(cells.get(10)),
        number(cells.get(11)),
        number(cells.get(12)));
  }

  private static long number(String cell) {
    return cell.equals("-") ? 0 : Long.parseLong(cell);
  }
}
