package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The service levels of slas.json, the only source of limits. */
public final class SlaBook {
  /** The file's name on the class path. */
  public static final String RESOURCE = "slas.json";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private record Content(List<Sla> slas) {}

  private final String source;
  private final Map<String, Sla> byId = new LinkedHashMap<>();

  private SlaBook(String source, List<Sla> slas) {
    this.source = source;
    for (Sla sla : slas) {
      checkBound(sla);
      checkUnique(sla);
      byId.put(sla.id(), sla);
    }
  }

  private void checkBound(Sla sla) {
    if (!sla.measure().allows(sla.bound())) {
      throw new ConfigurationException(
          "%s: %s: bound: expected %s for %s, found %s."
              .formatted(
                  source,
                  sla.id(),
                  sla.measure().lowerIsBetter() ? "<" : "> or >=",
                  sla.measure().label(),
                  sla.bound().sign()));
    }
  }

  /** Reports show the name and the limit, so these too have to differ. */
  private void checkUnique(Sla sla) {
    if (byId.containsKey(sla.id())) {
      throw new ConfigurationException(
          "%s: the id \"%s\" occurs twice; each service level needs a different id."
              .formatted(source, sla.id()));
    }
    byId.values().stream()
        .filter(other -> other.name().equals(sla.name()))
        .filter(other -> other.limitText().equals(sla.limitText()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new ConfigurationException(
                  "%s: %s and %s: expected names that differ in reports, found \"%s\" (%s) in both."
                      .formatted(source, other.id(), sla.id(), sla.name(), sla.limitText()));
            });
  }

  /**
   * @throws ConfigurationException when the file is missing or malformed
   */
  public static SlaBook read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in, file.toString());
    } catch (NoSuchFileException missing) {
      throw new ConfigurationException(
          "-Dslas: expected a JSON file, found no file at %s.".formatted(file), missing);
    } catch (IOException unreadable) {
      throw unreadable(file.toString(), unreadable);
    }
  }

  /** The book on the class path. */
  public static SlaBook standard() {
    try (InputStream in = SlaBook.class.getClassLoader().getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new ConfigurationException(
            RESOURCE + ": not on the class path; put it into src/test/resources.");
      }
      return parse(in, RESOURCE);
    } catch (IOException unreadable) {
      throw unreadable(RESOURCE, unreadable);
    }
  }

  private static ConfigurationException unreadable(String source, IOException cause) {
    return new ConfigurationException(
        "%s: cannot be read: %s.".formatted(source, cause.getMessage()), cause);
  }

  static SlaBook parse(InputStream in, String source) throws IOException {
    try {
      Content content = JSON.readValue(in, Content.class);
      if (content == null || content.slas() == null || content.slas().isEmpty()) {
        throw new ConfigurationException(
            "%s: expected {\"slas\": [...]} with at least one service level, found none."
                .formatted(source));
      }
      if (content.slas().contains(null)) {
        throw new ConfigurationException(
            "%s: expected a service level, found null in slas.".formatted(source));
      }
      return new SlaBook(source, content.slas());
    } catch (JsonProcessingException malformed) {
      throw new ConfigurationException(JsonMistake.sentence(source, malformed) + ".", malformed);
    }
  }

  /** All service levels, in the order of the file. */
  public List<Sla> all() {
    return List.copyOf(byId.values());
  }

  /**
   * @throws ConfigurationException when there is no such service level
   */
  public Sla get(String id) {
    Sla sla = byId.get(id);
    if (sla == null) {
      throw new ConfigurationException(
          "%s: the service level \"%s\" is required, but missing; the file has %s."
              .formatted(source, id, String.join(", ", byId.keySet())));
    }
    return sla;
  }
}
