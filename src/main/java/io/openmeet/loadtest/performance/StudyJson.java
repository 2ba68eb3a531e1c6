package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.comparison.Metric;
import io.openmeet.loadtest.results.JsonKey;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes JSON files, reads a JSON file whose every key is known and present, and explains a mistake
 * in it.
 */
final class StudyJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .addMixIn(Metric.class, WholeMetric.class)
          .build();

  /** With the resolution, which other files leave out. */
  private abstract static class WholeMetric {
    @JsonIgnore(false)
    double resolution;

    @JsonIgnore(false)
    abstract double resolution();
  }

  private StudyJson() {}

  /**
   * @param remedy what to do if there is no such file: the end of a sentence
   * @throws ConfigurationException when the file is missing or malformed
   */
  static <T> T read(Path file, Class<T> type, String remedy) throws IOException {
    try {
      T content = JSON.readValue(Files.readString(file, StandardCharsets.UTF_8), type);
      if (content == null) {
        throw new ConfigurationException("%s: expected {...}, found null.".formatted(file));
      }
      return content;
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(
          "%s: expected a JSON file, found none; %s.".formatted(file, remedy), missing);
    } catch (JsonProcessingException malformed) {
      throw new ConfigurationException(sentence(file, malformed), malformed);
    }
  }

  /** Writes the whole file or nothing. */
  static void write(Object content, Path file) throws IOException {
    WholeFile.write(
        file,
        out -> {
          out.write(JSON.writeValueAsBytes(content));
          out.write('\n');
        });
  }

  private static String sentence(Path file, JsonProcessingException mistake) {
    if (mistake instanceof JsonMappingException mapping) {
      String key = JsonKey.of(mapping);
      return mapping.getCause() instanceof IllegalArgumentException refused
          ? "%s: %s.".formatted(file, refused.getMessage()) // it names the key
          : "%s: %s: %s.".formatted(file, key.isEmpty() ? "the whole" : key, problem(mapping));
    }
    var at = mistake.getLocation();
    return "%s line %s: is not JSON: %s."
        .formatted(file, at == null ? "?" : at.getLineNr(), mistake.getOriginalMessage());
  }

  private static String problem(JsonMappingException mapping) {
    if (mapping instanceof UnrecognizedPropertyException unknown) {
      return unknown.getKnownPropertyIds().stream()
          .map(String::valueOf)
          .sorted()
          .collect(Collectors.joining(", ", "unknown key; the known keys are ", ""));
    }
    String message = mapping.getOriginalMessage();
    if (message.startsWith("Missing creator property") || message.startsWith("Cannot map `null`")) {
      return "expected a value, found none";
    }
    return mapping instanceof MismatchedInputException other && other.getTargetType() != null
        ? "expected " + kind(other.getTargetType())
        : message;
  }

  private static String kind(Class<?> type) {
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a whole number";
    }
    return type == String.class
        ? "a text"
        : Iterable.class.isAssignableFrom(type) ? "a list" : "{...}";
  }
}
