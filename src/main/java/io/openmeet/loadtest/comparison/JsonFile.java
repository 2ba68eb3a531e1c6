package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The JSON files from which several runs can go on after an interruption. */
public final class JsonFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ObjectWriter PRETTY = JSON.writerWithDefaultPrettyPrinter();

  private JsonFile() {}

  /**
   * @param repeated what is made again when the file is removed, such as {@code run}
   * @throws IOException when the file cannot be read or is malformed; the message names it
   */
  public static <T> T read(Path file, Class<T> type, String repeated) throws IOException {
    try {
      T content = JSON.readValue(Files.readAllBytes(file), type);
      if (content != null) {
        return content;
      }
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "%s: is malformed: %s. Restore it, or remove it, and then the %s is repeated."
              .formatted(
                  file, malformed.getOriginalMessage().lines().findFirst().orElse(""), repeated),
          malformed);
    }
    throw new IOException("%s: expected {...}, found null.".formatted(file));
  }

  /** Writes the file either completely or not at all. */
  static void write(Path file, Object content) throws IOException {
    WholeFile.write(
        file,
        out -> {
          out.write(PRETTY.writeValueAsBytes(content));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
  }

  static JsonNode tree(Object content) {
    return JSON.valueToTree(content);
  }
}
