package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code results.json}: the result for programs, described by {@code results.schema.json}. */
public final class ResultsJson implements ReportWriter {
  /** In the run's folder. */
  public static final String NAME = "results.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * The figures of a run's file that differ from the expected ones, one line each.
   *
   * @throws IOException when the file is missing or is not valid JSON
   */
  public static List<String> differences(Path folder, RunResult expected) throws IOException {
    Path file = folder.resolve(NAME);
    try {
      List<String> differences = new ArrayList<>();
      compare(
          JsonPointer.empty(),
          JSON.readTree(Files.readAllBytes(file)),
          JSON.readTree(JSON.writeValueAsBytes(expected)),
          differences);
      return differences;
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "%s: is not valid JSON: %s.".formatted(file, malformed.getOriginalMessage()), malformed);
    }
  }

  private static void compare(
      JsonPointer at, JsonNode found, JsonNode expected, List<String> differences) {
    if (found.equals(expected)) {
      return;
    }
    if (found.isObject() && expected.isObject()) {
      Set<String> names = new TreeSet<>();
      found.fieldNames().forEachRemaining(names::add);
      expected.fieldNames().forEachRemaining(names::add);
      names.forEach(
          name ->
              compare(at.appendProperty(name), found.path(name), expected.path(name), differences));
    } else if (found.isArray() && expected.isArray()) {
      for (int i = 0; i < Math.max(found.size(), expected.size()); i++) {
        compare(at.appendIndex(i), found.path(i), expected.path(i), differences);
      }
    } else {
      differences.add("%s: expected %s, found %s".formatted(at, text(expected), text(found)));
    }
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }

  @Override
  public void write(RunReport report, Path folder) throws IOException {
    WholeFile.write(
        folder.resolve(NAME),
        out -> {
          out.write(JSON.writer(new RowPerEntry()).writeValueAsBytes(report.result()));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
  }
}
