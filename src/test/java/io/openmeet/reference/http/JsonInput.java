package io.openmeet.reference.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads JSON that strangers send: UTF-8 and nothing else, neither nested deeply nor with numbers
 * that take long to read, and one value only.
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
                  // Names are theirs to choose: none is kept.
                  .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // As they were written: the nearest double of 1e999 would be infinite.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(Map.class);

  private JsonInput() {}

  /**
   * @throws IOException when it is no JSON, or none that is read here
   */
  public static JsonObject object(byte[] utf8) throws IOException {
    return object(decode(utf8));
  }

  /**
   * @throws IOException when it is no JSON, or none that is read here
   */
  public static JsonObject object(String text) throws IOException {
    Map<String, Object> fields = READER.readValue(text);
    return fields == null ? null : new JsonObject(fields);
  }

  /** A decoder of the JDK is strict; that of the parser lets halves of characters through. */
  private static String decode(byte[] utf8) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
  }
}
