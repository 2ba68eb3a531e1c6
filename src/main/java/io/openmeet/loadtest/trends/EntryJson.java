package io.openmeet.loadtest.trends;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.openmeet.loadtest.results.JsonKey;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry as one line of JSON. Reading is strict, because a forged or damaged line must not look
 * like a run: every field is there once, with its type and a possible value.
 */
final class EntryJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts -> {
                texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                texts.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .build();

  /** Why a line is not an entry: a clause without a full stop. */
  static final class NoEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private NoEntryException(String reason, boolean newer) {
      super(reason);
      this.newer = newer;
    }

    /** Whether a newer version of this project may be able to read the line. */
    boolean isNewer() {
      return newer;
    }
  }

  private EntryJson() {}

  /** Without a line end. */
  static String line(HistoryEntry entry) throws JsonProcessingException {
    return JSON.writeValueAsString(entry);
  }

  static HistoryEntry entry(String line) throws NoEntryException {
    JsonNode tree = tree(line);
    upgrade(tree);
    JsonNode version = tree.path("schemaVersion");
    if (version.isInt() && version.intValue() > HistoryEntry.SCHEMA_VERSION) {
      throw new NoEntryException(
          "schemaVersion: expected %d, found %s, which a newer version of this project writes"
              .formatted(HistoryEntry.SCHEMA_VERSION, version),
          true);
    }
    try {
      return JSON.treeToValue(tree, HistoryEntry.class);
    } catch (JsonMappingException mismatch) {
      throw new NoEntryException(sentence(mismatch), false);
    } catch (JsonProcessingException impossible) {
      throw new NoEntryException(impossible.getOriginalMessage(), false);
    }
  }

  /** Version 1 had neither confidence intervals nor work. */
  private static void upgrade(JsonNode tree) {
    JsonNode version = tree.path("schemaVersion");
    if (!version.isInt() || version.intValue() != 1) {
      return;
    }
    ((ObjectNode) tree).put("schemaVersion", HistoryEntry.SCHEMA_VERSION).putArray("work");
    for (JsonNode level : tree.path("slas")) {
      if (level instanceof ObjectNode fields) {
        fields.putNull("confidenceLow").putNull("confidenceHigh");
      }
    }
  }

  private static JsonNode tree(String line) throws NoEntryException {
    try {
      JsonNode tree = JSON.readTree(line);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException malformed) {
      throw new NoEntryException("it is not JSON: " + malformed.getOriginalMessage(), false);
    }
    throw new NoEntryException("expected {...}", false);
  }

  private static String sentence(JsonMappingException mismatch) {
    if (mismatch.getCause() instanceof IllegalArgumentException impossible) {
      return impossible.getMessage(); // it names the field
    }
    return JsonKey.of(mismatch) + ": " + problem(mismatch);
  }

  private static String problem(JsonMappingException mismatch) {
    if (mismatch instanceof UnrecognizedPropertyException) {
      return "unknown field";
    }
    if (mismatch.getOriginalMessage().startsWith("Missing creator property")) {
      return "expected a value, found none";
    }
    return mismatch instanceof MismatchedInputException other && other.getTargetType() != null
        ? "expected " + kind(other.getTargetType())
        : mismatch.getOriginalMessage();
  }

  private static String kind(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> JSON.valueToTree(constant).asText())
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type.isPrimitive() || type == Integer.class) {
      return "a whole number";
    }
    return type == String.class ? "a text" : type == List.class ? "a list" : "{...}";
  }
}
