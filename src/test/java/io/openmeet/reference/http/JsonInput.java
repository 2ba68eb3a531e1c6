package io.openmeet.reference.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.Map;

/**
 * Reads JSON from clients that are not trusted. It accepts one value in UTF-8, without deep nesting
 * and without numbers that take long to parse.
 */
public final class JsonInput {
  private static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 100;
  private static final int LONGEST_NAME = 200;

  private static final ObjectReader READER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  // Clients choose the names: the parser must not keep them.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Exact numbers: the nearest double of 1e999 is infinite.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(Map.class);

  private JsonInput() {}

  /** Like {@link #object(String)}. The parser's own decoder would accept unpaired surrogates. */
  static JsonObject object(byte[] utf8) throws IOException {
    return object(Utf8.text(utf8, 0, utf8.length).orElseThrow(CharacterCodingException::new));
  }

  /**
   * @return null for the JSON text {@code null}
   * @throws IOException when it is not JSON, or JSON that this class refuses
   */
  public static JsonObject object(String text) throws IOException {
    Map<String, Object> fields = READER.readValue(text);
    return fields == null ? null : new JsonObject(fields);
  }
}
