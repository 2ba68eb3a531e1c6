package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Opens pages as a reader's browser does. All tests share one browser, which ends with the JVM;
 * each page has storage and a cache of its own.
 */
public final class HeadlessChromium {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  /** How long a page's scripts run after its load, by their own clock. */
  private static final int VIRTUAL_MS = 10_000;

  private static Chromium shared;

  /** Skips the test when there is no such browser. */
  public HeadlessChromium() {
    assumeTrue(
        Chromium.find().isPresent(),
        "no Chromium on the PATH, so no page was opened; install one (Debian: apt-get install chromium)");
  }

  private static synchronized Chromium browser() {
    if (shared == null) {
      shared = Chromium.start(Chromium.find().orElseThrow());
    }
    return shared;
  }

  /** The page's document after its scripts have run. */
  String dom(Path page) throws Exception {
    return dom(page.toUri());
  }

  /** The same for a page at an address. */
  public String dom(URI page) throws Exception {
    return dom(page, WIDTH, "light");
  }

  /**
   * The page's document ten seconds after it was loaded; its clock is fast, so that this takes no
   * time.
   *
   * @param scheme {@code light} or {@code dark}, which the reader prefers
   */
  public String dom(URI address, int width, String scheme) throws Exception {
    try (Page page =
        open(address, width, opened -> opened.prefer("prefers-color-scheme", scheme))) {
      CompletableFuture<JsonNode> over = new CompletableFuture<>();
      page.on("Emulation.virtualTimeBudgetExpired", over::complete);
      page.command(
          "Emulation.setVirtualTimePolicy",
          Map.of("policy", "pauseIfNetworkFetchesPending", "budget", VIRTUAL_MS));
      over.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return page.evaluate("document.documentElement.outerHTML").asText();
    }
  }

  /**
   * Runs a script on a page, as a reader would act on it. The script has the page's document in
   * {@code page} and its window in {@code view}.
   *
   * @return the script's result, or that of the promise which it returns, as a text
   */
  String act(Path page, int width, String script) {
    return act(page.toUri(), width, script);
  }

  /** The same for a page at an address. */
  public String act(URI address, int width, String script) {
    return act(address, width, page -> {}, script);
  }

  /** The same for a page whose own scripts do not run. */
  String actWithoutJavaScript(Path page, int width, String script) {
    return act(
        page.toUri(),
        width,
        opened -> opened.command("Emulation.setScriptExecutionDisabled", Map.of("value", true)),
        script);
  }

  private static String act(URI address, int width, Consumer<Page> before, String script) {
    try (Page page = open(address, width, before)) {
      return page.evaluate(
              "(async () => { const page = document, view = window; return String(await (() => { %s })()); })()"
                  .formatted(script))
          .asText();
    }
  }

  private static Page open(URI address, int width, Consumer<Page> before) {
    Page page = browser().open();
    page.resize(width, HEIGHT);
    before.accept(page);
    page.navigate(address);
    return page;
  }

  /**
   * Wall time from the request of a page until it is laid out for the first time, in milliseconds.
   */
  public double layoutMs(Path page, int width) {
    return Double.parseDouble(
        act(page, width, "page.body.getBoundingClientRect(); return view.performance.now();"));
  }
}
