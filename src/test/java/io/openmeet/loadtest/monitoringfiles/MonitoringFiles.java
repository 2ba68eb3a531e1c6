package io.openmeet.loadtest.monitoringfiles;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files of ci/monitoring, as JSON trees. */
final class MonitoringFiles {
  static final Path FOLDER = Path.of("ci", "monitoring");
  static final Path PROMETHEUS = FOLDER.resolve("prometheus.yml");
  static final Path ALERTMANAGER = FOLDER.resolve("alertmanager.yml");
  static final Path DASHBOARD = FOLDER.resolve("grafana/dashboards/load-testing-performance.json");

  private static final ObjectMapper JSON = new ObjectMapper();

  private MonitoringFiles() {}

  /** Anchors and merge keys are resolved. */
  static JsonNode yaml(Path file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return JSON.valueToTree(new Yaml(new SafeConstructor(options)).<Object>load(text(file)));
  }

  static JsonNode json(Path file) {
    try {
      return JSON.readTree(text(file));
    } catch (IOException malformed) {
      throw new AssertionError(file + ": " + malformed.getMessage(), malformed);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static List<Path> rules() {
    return in("rules");
  }

  static List<Path> ruleTests() {
    return in("tests");
  }

  private static List<Path> in(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
