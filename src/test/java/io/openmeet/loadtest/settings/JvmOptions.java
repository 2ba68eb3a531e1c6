package io.openmeet.loadtest.settings;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

/**
 * The options of a run's two JVMs. Each JVM has an options file in {@code src/test/resources/jvm};
 * the pom, the load tests and the benchmarks all pass that file to {@code java}.
 */
public enum JvmOptions {
  INJECTOR,
  TARGET;

  /** The argument with which {@code java} reads the options; later arguments win. */
  public String argument() {
    return "@" + file();
  }

  /** The folder with the files of both. */
  public static Path folder() {
    return TARGET.file().getParent();
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
