package io.openmeet.loadtest.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads and writes {@link Observations} next to a run's log. */
public final class ObservationsFile {
  /** In the run's folder. */
  public static final String NAME = "observations.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private ObservationsFile() {}

  /** Writes into the run's folder, either completely or not at all. */
  public static void write(Observations observations, Path runFolder) throws IOException {
    WholeFile.write(runFolder.resolve(NAME), out -> JSON.writeValue(out, observations));
  }

  /**
   * @return empty when there is no such file
   * @throws IOException when the file is invalid; the message names the file and the key
   */
  public static Optional<Observations> read(Path runFolder) throws IOException {
    Path file = runFolder.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readString(file, StandardCharsets.UTF_8));
      checkVersion(file, tree);
      return Optional.of(JSON.treeToValue(tree, Observations.class));
    } catch (JsonProcessingException malformed) {
      throw new IOException(sentence(file, malformed), malformed);
    }
  }

  private static void checkVersion(Path file, JsonNode tree) throws IOException {
    JsonNode version = tree.path("schemaVersion");
    if (!version.isInt() || version.intValue() != Observations.SCHEMA_VERSION) {
      throw new IOException(
          "%s: schemaVersion: expected %d, found %s; read the run with the version of this project that made it."
              .formatted(
                  file,
                  Observations.SCHEMA_VERSION,
                  version.isMissingNode() ? "none" : version.toString()));
    }
  }

  private static String sentence(Path file, JsonProcessingException malformed) {
    if (malformed instanceof JsonMappingException mapping) {
      String key = JsonKey.of(mapping);
      return "%s: %s: %s.".formatted(file, key.isEmpty() ? "the whole" : key, problem(mapping));
    }
    var at = malformed.getLocation();
    return "%s line %s: is not JSON: %s."
        .formatted(file, at == null ? "1" : at.getLineNr(), malformed.getOriginalMessage());
  }

  private static String problem(JsonMappingException mapping) {
    if (mapping instanceof UnrecognizedPropertyException unknown) {
      return unknown.getKnownPropertyIds().stream()
          .map(String::valueOf)
          .sorted()
          .collect(Collectors.joining(", ", "unknown key; known keys are ", ""));
    }
    if (mapping.getCause() instanceof IllegalArgumentException ours) {
      return ours.getMessage();
    }
    boolean missing = mapping.getOriginalMessage().startsWith("Cannot map `null` into type");
    return missing ? "expected a value, found none" : mapping.getOriginalMessage();
  }
}
