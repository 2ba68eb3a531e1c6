package io.openmeet.loadtest.results;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/** The place of a wrong value in a JSON text, such as {@code slas[3].bound}. */
public final class JsonKey {
  private JsonKey() {}

  /** Empty when the text as a whole is wrong. */
  public static String of(JsonMappingException mapping) {
    String key =
        mapping.getPath().stream()
            .map(
                step ->
                    step.getFieldName() == null
                        ? "[" + step.getIndex() + "]"
                        : "." + step.getFieldName())
            .collect(Collectors.joining());
    return key.substring(key.startsWith(".") ? 1 : 0);
  }
}
