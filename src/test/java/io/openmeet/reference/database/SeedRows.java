package io.openmeet.reference.database;

import com.opencsv.CSVReaderHeaderAware;
import com.opencsv.exceptions.CsvValidationException;
import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the database is seeded from: files on the class path. */
final class SeedRows {
  static final String USERS = "feeders/users.csv";
  static final String TYPES = "feeders/meeting-types.csv";
  static final String QUERIES = "feeders/search-queries.csv";

  private SeedRows() {}

  static List<Map<String, String>> read(String resource) {
    List<Map<String, String>> rows = new ArrayList<>();
    try (InputStream stream = open(resource);
        CSVReaderHeaderAware csv =
            new CSVReaderHeaderAware(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (Map<String, String> row = csv.readMap(); row != null; row = csv.readMap()) {
        rows.add(row);
      }
    } catch (IOException | CsvValidationException e) {
      throw new CannotStart("%s cannot be read: %s.".formatted(resource, e.getMessage()), e);
    }
    return rows;
  }

  static byte[] bytes(String resource) {
    try (InputStream stream = open(resource)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new CannotStart("%s cannot be read: %s.".formatted(resource, e.getMessage()), e);
    }
  }

  static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }

  private static InputStream open(String resource) {
    InputStream stream = SeedRows.class.getClassLoader().getResourceAsStream(resource);
    if (stream == null) {
      throw new CannotStart("%s is missing from the class path.".formatted(resource));
    }
    return stream;
  }
}
