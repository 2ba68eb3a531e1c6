package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.results.ObservationsFile;
import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One of the injectors of a {@link Distribution}: how far it has come. */
public final class StartedInjector implements AutoCloseable {
  private final String name;
  private final InjectorProcess process;
  private final Path readyFile;
  private final Path log;
  private final Duration longestSilence;
  private long printedBytes;
  private long printedAtNanos = System.nanoTime();
  private boolean ready;
  private boolean ended;
  private Optional<String> failure = Optional.empty();

  private StartedInjector(
      String name, InjectorProcess process, Path readyFile, Path log, Duration longestSilence) {
    this.name = name;
    this.process = process;
    this.readyFile = readyFile;
    this.log = log;
    this.longestSilence = longestSilence;
  }

  static StartedInjector start(DistributionPlan plan, InjectorShare share, InjectorCommand command)
      throws IOException {
    Path log = plan.log(share);
    Files.createDirectories(log.getParent());
    return new StartedInjector(
        "injector " + share,
        InjectorProcess.start(plan.run(share), command, Redirect.to(log.toFile())),
        plan.ready(share),
        log,
        plan.longestSilence());
  }

  /** Such as {@code injector 2/4}. */
  public String name() {
    return name;
  }

  /** The file with its console output. */
  public Path log() {
    return log;
  }

  /** The folder of its run; empty when it did not come as far as its load. */
  public Optional<Path> folder() throws IOException {
    return process.folder();
  }

  List<String> lastLines(int most) throws IOException {
    return process.lastLines(most);
  }

  /** Its load is steady, or the run has ended before that and says why. */
  boolean isReady() {
    return ready || ended;
  }

  /** It has left its observations, so its run can be judged. */
  boolean hasEnded() {
    return ended;
  }

  /** A sentence, when it has ended without observations, or hangs. */
  Optional<String> failure() {
    return failure;
  }

  /**
   * Looks how far it has come.
   *
   * @return a line when that has changed
   * @throws InterruptedException when the injector has ended because this JVM ends
   */
  Optional<String> look() throws IOException, InterruptedException {
    if (ended) {
      return Optional.empty();
    }
    // Asked first: whatever an injector writes, it writes before its end.
    boolean exited = process.exitCode().isPresent();
    if (exited) {
      return Optional.of(name + " has ended" + ending());
    }
    if (!ready && Files.exists(readyFile)) {
      ready = true;
      return Optional.of(name + " is ready");
    }
    return ready && isSilent() ? Optional.of(hangs()) : Optional.empty();
  }

  /** With its load, an injector prints its progress all the time. */
  private boolean isSilent() throws IOException {
    long bytes = Files.size(log);
    if (bytes != printedBytes) {
      printedBytes = bytes;
      printedAtNanos = System.nanoTime();
    }
    return System.nanoTime() - printedAtNanos > longestSilence.toNanos();
  }

  private String hangs() {
    failure =
        Optional.of(
            "I%s has printed nothing for %d s, so it hangs."
                .formatted(name.substring(1), longestSilence.toSeconds()));
    return name + " hangs";
  }

  private String ending() throws IOException, InterruptedException {
    int code = process.waitFor();
    if (hasObservations()) {
      ended = true;
      return process.result().map(result -> ": " + result.outcome().verdict()).orElse("");
    }
    failure =
        Optional.of(
            "I%s ended with exit code %d before its run was complete."
                .formatted(name.substring(1), code));
    return " with exit code " + code;
  }

  private boolean hasObservations() throws IOException {
    return folder().filter(run -> Files.exists(run.resolve(ObservationsFile.NAME))).isPresent();
  }

  /** Ends it if it runs. */
  @Override
  public void close() {
    process.close();
  }
}
