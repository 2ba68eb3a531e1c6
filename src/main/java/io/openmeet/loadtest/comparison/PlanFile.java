package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file {@code plan.json} of several runs that belong together. It is written before the first
 * run and never changes.
 *
 * @param folder of the runs
 * @param type of the plan
 * @param subject what the runs are together, such as {@code experiment}
 * @param repeated one of them, such as {@code run}
 */
public record PlanFile<T>(Path folder, Class<T> type, String subject, String repeated) {
  public static final String NAME = "plan.json";

  /** Whether the runs were started. */
  public boolean exists() {
    return Files.exists(file());
  }

  /**
   * Writes the plan down, if it is new.
   *
   * @param remedy what to do when another plan is there, as the end of a sentence
   * @throws ConfigurationException when the runs were started with another plan
   * @throws IOException when the folder cannot be read or written
   */
  public void begin(T plan, String remedy) throws IOException {
    if (!exists()) {
      Files.createDirectories(folder);
      JsonFile.write(file(), plan);
      return;
    }
    T started = read();
    if (!started.equals(plan)) {
      throw new ConfigurationException(
          "%s: this %s was started with another plan: %s. Its plan cannot change; give another --name, or %s."
              .formatted(folder, subject, differences(started, plan), remedy));
    }
  }

  /**
   * @throws IOException when the file cannot be read or is malformed; the message names it
   */
  public T read() throws IOException {
    return JsonFile.read(file(), type, repeated);
  }

  private Path file() {
    return folder.resolve(NAME);
  }

  private String differences(T started, T asked) {
    List<String> differences = new ArrayList<>();
    JsonNode now = JsonFile.tree(asked);
    for (Map.Entry<String, JsonNode> field : JsonFile.tree(started).properties()) {
      JsonNode value = now.get(field.getKey());
      if (!field.getValue().equals(value)) {
        differences.add(
            "%s was %s and is now %s".formatted(field.getKey(), field.getValue(), value));
      }
    }
    return String.join("; ", differences);
  }
}
