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
import com.fasterxml.jackson.databind.type.LogicalType;
import io.openmeet.loadtest.results.JsonKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A record as one line of JSON. Reading is strict, because a forged or damaged line must not look
 * like a whole one: every field is there once, with its type and a possible value.
 */
final class StrictJson {
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

  /** Why a line is not such a record: a clause without a full stop. */
  static final class MistakeException extends Exception {
    private static final long serialVersionUID = 1L;

    private MistakeException(String reason) {
      super(reason);
    }
  }

  private StrictJson() {}

  /** Without a line end. */
  static String line(Object value) throws JsonProcessingException {
    return JSON.writeValueAsString(value);
  }

  /** Without a tree, which takes much time; empty when there is a mistake. */
  static <T> Optional<T> direct(String line, Class<T> type) {
    try {
      return Optional.ofNullable(JSON.readValue(line, type));
    } catch (JsonProcessingException mistake) {
      return Optional.empty();
    }
  }

  static JsonNode tree(String line) throws MistakeException {
    try {
      JsonNode tree = JSON.readTree(line);
      if (tree.isObject()) {
        return tree;
      }
    } catch (JsonProcessingException malformed) {
      throw new MistakeException("it is not JSON: " + malformed.getOriginalMessage());
    }
    throw new MistakeException("expected {...}");
  }

  static <T> T value(JsonNode tree, Class<T> type) throws MistakeException {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonMappingException mismatch) {
      throw new MistakeException(sentence(mismatch));
    } catch (JsonProcessingException impossible) {
      throw new MistakeException(impossible.getOriginalMessage());
    }
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
