package io.openmeet.loadtest.journeys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Request bodies, escaped by a JSON writer, because feeder texts contain quotes. */
final class JsonBody {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private JsonBody() {}

  /**
   * An object with these fields.
   *
   * @param namesAndValues a name, its value, the next name, and so on
   */
  static String object(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts and numbers can always be written", impossible);
    }
  }
}
