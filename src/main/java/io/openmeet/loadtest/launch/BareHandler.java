package io.openmeet.loadtest.launch;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in its own JVM that answers every request of the simulations from memory. What fails
 * against it is the injector's fault, or that of the machine.
 */
public final class BareHandler implements AutoCloseable {
  /** A text instead of a class, because the kit shares no code with the reference API. */
  private static final String MAIN_CLASS = "io.openmeet.reference.bench.BareApi";

  private static final String READY = "ready ";
  private static final Duration LONGEST_START = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(100);

  private final ChildProcess process;
  private final URI baseUrl;

  private BareHandler(ChildProcess process, URI baseUrl) {
    this.process = process;
    this.baseUrl = baseUrl;
  }

  /**
   * Returns when it is ready.
   *
   * @param target from which it gets each answer once
   * @param output file for its output; it is replaced
   * @throws IOException when it does not start; the message has the end of its output
   */
  public static BareHandler start(LoadTestClasses classes, URI target, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(classes.targetsJava());
    command.addAll(List.of("-cp", classes.classPath(), MAIN_CLASS, "0", target.toString()));
    ChildProcess process =
        ChildProcess.start(
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()),
            "correct JAVA_HOME");
    for (long left = LONGEST_START.dividedBy(POLL); left > 0; left--) {
      boolean ended = process.waitFor(POLL);
      Optional<URI> address = address(output);
      if (address.isPresent()) {
        return new BareHandler(process, address.get());
      }
      if (ended) {
        break;
      }
    }
    process.close();
    throw new IOException(
        "The bare handler, which measures the injector's own limit, did not start; its output is in %s."
            .formatted(output));
  }

  private static Optional<URI> address(Path output) throws IOException {
    return Files.readString(output, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(READY))
        .map(line -> URI.create(line.substring(READY.length()).strip()))
        .findFirst();
  }

  public URI baseUrl() {
    return baseUrl;
  }

  /** Ends the server; safe to call twice. */
  @Override
  public void close() {
    process.close();
  }
}
