package io.openmeet.loadtest.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The model of this machine's processor. */
final class Processor {
  private static final Path LINUX = Path.of("/proc/cpuinfo");

  private Processor() {}

  /**
   * Such as {@code AMD EPYC}. Where the system does not name the model, the architecture, such as
   * {@code aarch64}; {@code unknown} without both.
   */
  static String model() {
    return model(LINUX).orElseGet(() -> System.getProperty("os.arch", "unknown"));
  }

  /** The first model in a file like {@code /proc/cpuinfo}; many ARM kernels name none. */
  static Optional<String> model(Path cpuinfo) {
    // Another encoding than UTF-8 must not end a run.
    try (Stream<String> lines = Files.lines(cpuinfo, StandardCharsets.ISO_8859_1)) {
      return lines
          .filter(line -> line.matches("model name\\s*:.*"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip().replaceAll("\\s+", " "))
          .filter(model -> !model.isEmpty())
          .findFirst();
    } catch (IOException | UncheckedIOException notLinux) {
      return Optional.empty();
    }
  }
}
