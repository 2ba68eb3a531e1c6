package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.launch.LowPriority;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /**
   * Chromium reads commands from file 3 and writes answers to file 4. As root it would give itself
   * a higher priority than the injector has, unless it may not.
   */
  private static final String SCRIPT =
      """
      modest='setpriv --bounding-set=-sys_nice'
      $modest true 2>/dev/null || modest=
      exec $modest "$@" 3<&0 4>&1 </dev/null >/dev/null
      """;

  private static final Duration END_PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MS = 20;

  private final Process process;
  private final Path folder;
  private final DevTools devTools;
  private final String version;
  private final Thread atExit = new Thread(this::end, "end of the browser");

  private Chromium(Process process, Path folder, DevTools devTools, String version) {
    this.process = process;
    this.folder = folder;
    this.devTools = devTools;
    this.version = version;
    Runtime.getRuntime().addShutdownHook(atExit);
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
   * Starts a browser. It ends with this JVM, even if that is killed, and no other program can
   * command it.
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
      DevTools devTools = new DevTools(process.getOutputStream(), process.getInputStream());
      return new Chromium(process, folder, devTools, version(devTools));
    } catch (IOException | RuntimeException failure) {
      String last = lastLine(folder);
      if (process != null) {
        end(tree(process), Duration.ZERO);
      }
      delete(folder);
      throw new BrowserException(
          "%s does not start: %s (%s)".formatted(binary, failure.getMessage(), last), failure);
    }
  }

  private static Process launch(Path binary, Path folder, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", "-c", SCRIPT, "sh"));
    List<String> browser =
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
                "--remote-debugging-pipe",
                "--user-data-dir=" + profile(folder)));
    browser.addAll(List.of(options));
    command.addAll(LowPriority.of(browser));
    return new ProcessBuilder(command).redirectError(log(folder).toFile()).start();
  }

  /** The first answer shows that it is ready. */
  private static String version(DevTools devTools) {
    return devTools.send(DevTools.BROWSER, "Browser.getVersion", Map.of()).path("product").asText();
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
    return version;
  }

  /** Ends the browser with all its processes and deletes its profile. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException exiting) {
      return; // The hook ends the browser.
    }
    end();
  }

  private void end() {
    // Once their parent has ended, the others can no longer be found.
    List<ProcessHandle> all = tree(process);
    devTools.close();
    end(all, END_PATIENCE);
    delete(folder);
  }

  private JsonNode command(String method, Map<String, ?> parameters) {
    return devTools.send(DevTools.BROWSER, method, parameters);
  }

  private static List<ProcessHandle> tree(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
  }

  /** Waits until all have ended by themselves; those that do not are ended. */
  private static void end(List<ProcessHandle> processes, Duration patience) {
    for (Duration wait : List.of(patience, Duration.ofSeconds(1))) {
      long deadline = System.nanoTime() + wait.toNanos();
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

  private static String lastLine(Path folder) {
    try {
      List<String> lines = Files.readString(log(folder)).lines().toList();
      return lines.isEmpty() ? "it printed nothing" : lines.get(lines.size() - 1);
    } catch (IOException nothing) {
      return "it printed nothing";
    }
  }

  static void delete(Path folder) {
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
