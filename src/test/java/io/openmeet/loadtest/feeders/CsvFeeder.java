package io.openmeet.loadtest.feeders;

import io.openmeet.feeders.CsvTable;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Any feeder file, for Gatling's {@code feed}. */
public final class CsvFeeder {
  private CsvFeeder() {}

  /**
   * @param file without its folder
   * @param share whose rows it hands out
   * @param columns that the file needs; others are read, too
   * @return the rows in turn, for ever; any number of threads may take them
   * @throws io.openmeet.feeders.FeederException naming file, line and column
   * @throws io.openmeet.loadtest.settings.ConfigurationException when there are fewer rows than
   *     injectors
   */
  public static Iterator<Map<String, Object>> of(
      String file, InjectorShare share, String... columns) {
    CsvTable table = CsvTable.read("feeders/" + file, 1, columns);
    List<Map<String, String>> rows = table.rows().stream().map(CsvTable.Row::cells).toList();
    Cycle<Map<String, String>> own = new Cycle<>(OwnRows.of(table.shown(), "rows", rows, share));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return true;
      }

      @Override
      public Map<String, Object> next() {
        return Map.copyOf(own.next());
      }
    };
  }
}
