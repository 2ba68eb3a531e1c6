package io.openmeet.loadtest.launch;

import static java.util.function.Predicate.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** An injector in its own JVM, which ends with this one. */
public final class InjectorProcess implements AutoCloseable {
  private static final String RESULT = "results.json";
  private static final Pattern STACK_FRAME = Pattern.compile("\\s+(at .+|\\.\\.\\. \\d+ more)");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final InjectorRun run;
  private final Redirect output;
  private final ChildProcess process;

  /** Runs that were there before. */
  private final Set<Path> older;

  private InjectorProcess(InjectorRun run, Set<Path> older, Redirect output, ChildProcess process) {
    this.run = run;
    this.older = older;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts an injector.
   *
   * @param output for both outputs: {@link Redirect#INHERIT}, or a file, which is replaced
   * @throws IOException when its folder cannot be made or its JVM cannot be started
   */
  public static InjectorProcess start(InjectorRun run, InjectorCommand command, Redirect output)
      throws IOException {
    Files.createDirectories(run.results());
    Set<Path> older = Set.copyOf(runsIn(run.results()));
    ProcessBuilder builder =
        new ProcessBuilder(command.of(run)).redirectErrorStream(true).redirectOutput(output);
    // Unlike JAVA_TOOL_OPTIONS, this variable would override the injector's own options.
    builder.environment().remove("_JAVA_OPTIONS");
    return new InjectorProcess(
        run, older, output, ChildProcess.start(builder, "correct JAVA_HOME"));
  }

  public InjectorRun run() {
    return run;
  }

  /**
   * Waits until the injector ends.
   *
   * @return its exit code: Gatling's, so 0 for PASS and 2 for any other verdict; 1 when it refused
   *     to start
   * @throws InterruptedException when this JVM or this thread is ended first
   */
  public int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /**
   * Waits until the injector ends or the time is over.
   *
   * @return whether it has ended
   */
  public boolean waitFor(Duration limit) throws InterruptedException {
    return process.waitFor(limit);
  }

  /** As {@link #waitFor()} returns it; empty while the injector runs. */
  public OptionalInt exitCode() {
    return process.exitCode();
  }

  /** The run's folder, which Gatling makes when the load begins; empty before. */
  public Optional<Path> folder() throws IOException {
    return runsIn(run.results()).stream().filter(not(older::contains)).findFirst();
  }

  private static List<Path> runsIn(Path results) throws IOException {
    try (Stream<Path> folders = Files.list(results)) {
      return folders.filter(RunDirectory::isIn).toList();
    }
  }

  /**
   * The run's result; empty when the run did not get to its end.
   *
   * @throws IOException when its file is damaged; the message names it
   */
  public Optional<RunResult> result() throws IOException {
    Optional<Path> file = folder().map(run -> run.resolve(RESULT)).filter(Files::exists);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file.get()), RunResult.class));
    } catch (JsonProcessingException malformed) {
      throw new IOException(
          "%s: is malformed: %s".formatted(file.get(), malformed.getOriginalMessage()), malformed);
    }
  }

  /**
   * The end of what the injector printed, for messages.
   *
   * @param most lines, 1 or more
   * @return without empty lines and stack frames; no line when the output is not a file
   */
  public List<String> lastLines(int most) throws IOException {
    if (output.file() == null) {
      return List.of();
    }
    List<String> lines =
        Files.readString(output.file().toPath(), StandardCharsets.ISO_8859_1)
            .lines()
            .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).matches())
            .toList();
    return lines.subList(Math.max(0, lines.size() - most), lines.size());
  }

  /** Ends the injector if it runs; safe to call twice. */
  @Override
  public void close() {
    process.close();
  }
}
