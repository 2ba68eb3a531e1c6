package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the files on the class path that the database is seeded from. */
final class SeedFiles {
  private SeedFiles() {}

  static byte[] bytes(String resource) {
    try (InputStream stream = SeedFiles.class.getClassLoader().getResourceAsStream(resource)) {
      if (stream == null) {
        throw new CannotStart("%s is missing from the class path.".formatted(resource));
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new CannotStart("%s cannot be read: %s.".formatted(resource, e.getMessage()), e);
    }
  }

  static String text(String resource) {
    return new String(bytes(resource), StandardCharsets.UTF_8);
  }
}
