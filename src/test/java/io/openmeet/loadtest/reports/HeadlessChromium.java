package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Opens pages as a reader's browser does, with an empty profile. */
public final class HeadlessChromium {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final int PATIENCE_SECONDS = 90;

  private final String binary;
  private final Path folder;

  /**
   * Skips the test when there is no such browser.
   *
   * @param folder for profiles and output
   */
  public HeadlessChromium(Path folder) {
    Optional<String> found = find();
    assumeTrue(
        found.isPresent(),
        "no Chromium on the PATH, so no page was opened; install one (Debian: apt-get install chromium)");
    this.binary = found.get();
    this.folder = folder;
  }

  private static Optional<String> find() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(path -> NAMES.stream().map(name -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  /** The page's document after its scripts have run. */
  String dom(Path page, String... options) throws IOException, InterruptedException {
    return dom(page.toUri(), options);
  }

  /** The same for a page at an address. */
  public String dom(URI page, String... options) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--virtual-time-budget=10000");
    return dump(page, all);
  }

  private String dump(URI page, List<String> options) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory(folder, "profile");
    Path dom = Files.createTempFile(folder, "dom", ".html");
    Path log = Files.createTempFile(folder, "chromium", ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                binary,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--dump-dom"));
    command.addAll(options);
    command.add(page.toString());
    Process chromium =
        new ProcessBuilder(command)
            .redirectOutput(dom.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertTrue(chromium.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "Chromium does not end");
    } finally {
      chromium.descendants().forEach(ProcessHandle::destroyForcibly);
      chromium.destroyForcibly();
    }
    assertEquals(0, chromium.exitValue(), () -> read(log));
    return read(dom);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /**
   * Runs a script on a page, as a reader would act on it. The script has the page's document in
   * {@code page} and its window in {@code view}.
   *
   * @return the script's result, or that of the promise which it returns
   */
  String act(Path page, int width, String script) throws IOException, InterruptedException {
    return act(page, width, "", script);
  }

  /** The same for a page whose own scripts do not run. */
  String actWithoutJavaScript(Path page, int width, String script)
      throws IOException, InterruptedException {
    return act(page, width, "sandbox=\"allow-same-origin\"", script);
  }

  private String act(Path page, int width, String sandbox, String script)
      throws IOException, InterruptedException {
    Path wrapper = wrapper(page, width, sandbox, script);
    return answer(dom(wrapper, "--allow-file-access-from-files", "--window-size=1700,1000"));
  }

  /**
   * Wall time from the request of a page until it is laid out for the first time, in milliseconds.
   */
  public double layoutMs(Path page, int width) throws IOException, InterruptedException {
    String script = "page.body.getBoundingClientRect(); return view.performance.now();";
    Path wrapper = wrapper(page, width, "", script);
    List<String> options = List.of("--allow-file-access-from-files", "--window-size=1700,1000");
    return Double.parseDouble(answer(dump(wrapper.toUri(), options)));
  }

  private static String answer(String dom) {
    return dom.replaceAll("(?s).*<pre id=\"answer\">(.*?)</pre>.*", "$1");
  }

  private Path wrapper(Path page, int width, String sandbox, String script) throws IOException {
    Path wrapper = Files.createTempFile(folder, "wrapper", ".html");
    Files.writeString(
        wrapper,
        """
        <!DOCTYPE html><body style="margin:0"><iframe style="border:0;width:%dpx;height:900px" %s src="%s"></iframe>
        <pre id="answer"></pre><script>
        const view = document.querySelector('iframe').contentWindow;
        view.frameElement.addEventListener('load', () => {
          const page = view.document;
          const acted = (() => { %s })();
          const answer = (text) => { document.getElementById('answer').textContent = String(text); };
          if (acted instanceof Promise) acted.then(answer); else answer(acted);
        });
        </script>
        """
            .formatted(width, sandbox, page.toUri(), script));
    return wrapper;
  }
}
