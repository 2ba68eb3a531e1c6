package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * A value that a comment carries for programs: JSON in Base64, in an HTML comment. Base64 has no
 * dash, so no text in it can end the HTML comment.
 */
final class HiddenJson {
  private static final String BEGIN = "<!-- openmeet-loadtest-%s ";
  private static final String END = " -->";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private HiddenJson() {}

  /**
   * @param name what it is, in lower case
   */
  static String of(String name, Object value) {
    try {
      return BEGIN.formatted(name)
          + Base64.getEncoder().encodeToString(JSON.writeValueAsBytes(value))
          + END;
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("records of texts can always be written", impossible);
    }
  }

  /**
   * @return empty when the comment has none
   * @throws ConfigurationException when somebody has changed it
   */
  static <T> Optional<T> in(String comment, String name, Class<T> type) {
    String begin = BEGIN.formatted(name);
    int from = comment.indexOf(begin);
    if (from < 0) {
      return Optional.empty();
    }
    int to = comment.indexOf(END, from);
    try {
      byte[] json =
          Base64.getDecoder().decode(comment.substring(from + begin.length(), Math.max(from, to)));
      return Optional.of(JSON.readValue(json, type));
    } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException changed) {
      throw new ConfigurationException(
          "The comment: expected the hidden part \"%s\" as it was written, found another one; delete the comment, and the next night writes a new one."
              .formatted(name));
    }
  }
}
