package io.openmeet.loadtest.settings;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The options of a run's two JVMs. Each JVM has a file of its own in {@code
 * src/test/resources/jvm}, which everything that starts such a JVM hands to {@code java}: the pom,
 * the load tests and the benchmarks.
 */
public enum JvmOptions {
  INJECTOR,
  TARGET;

  /**
   * The argument that makes {@code java} read them; what comes after it on the command line wins.
   */
  public String argument() {
    return "@" + file();
  }

  Path file() {
    String name = "/jvm/" + name().toLowerCase(Locale.ROOT) + ".options";
    try {
      return Path.of(Objects.requireNonNull(JvmOptions.class.getResource(name), name).toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
