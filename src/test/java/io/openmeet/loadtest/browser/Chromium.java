package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One headless Chromium with an empty profile, which is deleted at the end. Its pages are apart, as
 * those of different users: each has its own cookies, storage and cache.
 */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration END_PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  private final Process process;
  private final Path folder;
  private final DevTools devTools;

  private Chromium(Process process, Path folder, DevTools devTools) {
    this.process = process;
    this.folder = folder;
    this.devTools = devTools;
  }

  /** The first Chromium or Chrome on the PATH. */
  public static Optional<Path> find() {
    return Stream.of(
            Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts a browser.
   *
   * @param binary of Chromium; see {@link #find()}
   * @param options further options of its command line
   * @throws BrowserException when it does not start
   */
  public static Chromium start(Path binary, String... options) {
    Path folder = newFolder();
    Process process = null;
    try {
      process = launch(binary, folder, options);
      return new Chromium(process, folder, DevTools.connect(address(process, folder)));
    } catch (IOException | RuntimeException failure) {
      if (process != null) {
        tree(process).forEach(ProcessHandle::destroyForcibly);
        end(tree(process));
      }
      delete(folder);
      throw failure instanceof BrowserException known
          ? known
          : new BrowserException(binary + " does not start: " + failure.getMessage(), failure);
    }
  }

  private static Process launch(Path binary, Path folder, String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                binary.toString(),
                "--headless",
                // Chromium's sandbox starts neither as root nor in most containers.
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                // Any free port, on the loopback interface only.
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile(folder)));
    command.addAll(List.of(options));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(log(folder).toFile())
        .start();
  }

  /** Chromium writes two lines when it listens: the port, and the path of its own target. */
  private static URI address(Process process, Path folder) throws IOException {
    Path file = profile(folder).resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    while (true) {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() >= 2) {
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
      }
      if (!process.isAlive()) {
        throw new BrowserException("Chromium ended at its start: " + lastLine(folder));
      }
      if (System.nanoTime() > deadline) {
        throw new BrowserException(
            "Chromium was not ready within %d s: %s"
                .formatted(START_PATIENCE.toSeconds(), lastLine(folder)));
      }
      pause();
    }
  }

  /** Opens an empty page that shares nothing with the others. */
  public Page open() {
    String context =
        command("Target.createBrowserContext", Map.of()).path("browserContextId").asText();
    return Page.open(devTools, context);
  }

  /** The id of the browser's first process; its descendants are the others. */
  public long pid() {
    return process.pid();
  }

  /** Where the browser keeps what its pages store. */
  Path profile() {
    return profile(folder);
  }

  /** Chromium's name and version, such as {@code Chrome/156.0.8078.114}. */
  public String version() {
    return command("Browser.getVersion", Map.of()).path("product").asText();
  }

  /** Ends the browser with all its processes and deletes its profile. */
  @Override
  public void close() {
    // Once their parent has ended, the others can no longer be found.
    List<ProcessHandle> all = tree(process);
    try {
      command("Browser.close", Map.of());
    } catch (BrowserException gone) {
      // It has ended already, or it is ended below.
    } finally {
      devTools.close();
      end(all);
      delete(folder);
    }
  }

  private JsonNode command(String method, Map<String, ?> parameters) {
    return devTools.send(DevTools.BROWSER, method, parameters);
  }

  private static List<ProcessHandle> tree(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Waits until all have ended by themselves; those that do not are ended. */
  private static void end(List<ProcessHandle> processes) {
    for (Duration patience : List.of(END_PATIENCE, Duration.ofSeconds(1))) {
      long deadline = System.nanoTime() + patience.toNanos();
      while (processes.stream().anyMatch(Chromium::runs) && System.nanoTime() < deadline) {
        pause();
      }
      processes.forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** A process that has ended, but that its parent has not noticed, is alive without a command. */
  static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("chromium");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path profile(Path folder) {
    return folder.resolve("profile");
  }

  private static Path log(Path folder) {
    return folder.resolve("chromium.log");
  }

  private static String lastLine(Path folder) throws IOException {
    List<String> lines = Files.readString(log(folder)).lines().toList();
    return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException alreadyGone) {
      // A temporary folder that is left over harms nothing.
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted", interrupted);
    }
  }
}
