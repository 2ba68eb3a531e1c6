package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A page in a browser, with storage and cache of its own. A user acts on it with mouse and
 * keyboard: see {@link #click}, {@link #type} and {@link #press}. One thread at a time may use it.
 */
public final class Page implements AutoCloseable {
  /** How long a page may take to load, and an element to appear. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long POLL_MS = 20;

  private final DevTools devTools;
  private final String context;
  private final String target;
  private final String session;
  private final Hands hands;
  private final LongAdder receivedBytes = new LongAdder();
  private Optional<String> otherTab = Optional.empty();

  private Page(DevTools devTools, String context, String target, String session) {
    this.devTools = devTools;
    this.context = context;
    this.target = target;
    this.session = session;
    this.hands = new Hands(this);
  }

  static Page open(DevTools devTools, String context) {
    String target = newTab(devTools, context);
    Map<String, ?> flat = Map.of("targetId", target, "flatten", true);
    String session =
        devTools.send(DevTools.BROWSER, "Target.attachToTarget", flat).path("sessionId").asText();
    Page page = new Page(devTools, context, target, session);
    page.command("Page.enable", Map.of());
    page.on(
        "Network.loadingFinished",
        answer -> page.receivedBytes.add(answer.path("encodedDataLength").asLong()));
    page.command("Network.enable", Map.of());
    return page;
  }

  /** In the window of the context's first tab, in front of it. */
  private static String newTab(DevTools devTools, String context) {
    Map<String, ?> blank = Map.of("url", "about:blank", "browserContextId", context);
    return devTools.send(DevTools.BROWSER, "Target.createTarget", blank).path("targetId").asText();
  }

  private void activate(String tab) {
    devTools.send(DevTools.BROWSER, "Target.activateTarget", Map.of("targetId", tab));
  }

  /**
   * Goes to an address and waits until the page and all that it names are loaded. An address that
   * differs only in what follows the {@code #} loads nothing.
   *
   * @throws BrowserException when the page does not load
   */
  public void navigate(URI address) {
    load("Page.navigate", Map.of("url", address.toString()), address.toString());
  }

  /** Loads the page again. */
  public void reload() {
    load("Page.reload", Map.of(), "the reload");
  }

  private void load(String method, Map<String, ?> parameters, String what) {
    CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
    on("Page.loadEventFired", loaded::complete);
    receivedBytes.reset();
    JsonNode answer = command(method, parameters);
    if (answer.has("errorText")) {
      throw new BrowserException(what + ": " + answer.path("errorText").asText());
    }
    boolean sameDocument = method.equals("Page.navigate") && !answer.has("loaderId");
    if (sameDocument) {
      return;
    }
    try {
      loaded.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new BrowserException(what + ": not loaded within " + PATIENCE.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrowserException(what + ": interrupted", interrupted);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Size of all answers over HTTP since the last {@link #navigate} or {@link #reload}, with headers
   * and as they were sent; what came from the cache is 0, and what is not yet here is not counted.
   */
  public long receivedBytes() {
    return receivedBytes.sum();
  }

  /**
   * The value of a JavaScript expression, or what its promise resolves to.
   *
   * @return what JSON can express of it; missing for undefined
   * @throws BrowserException when the expression throws
   */
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        command(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    JsonNode failure = answer.path("exceptionDetails");
    if (!failure.isMissingNode()) {
      String thrown = failure.path("exception").path("description").asText();
      throw new BrowserException(
          expression + ": " + (thrown.isEmpty() ? failure.path("text").asText() : thrown));
    }
    return answer.path("result").path("value");
  }

  /** Waits until a JavaScript expression is true, for half a minute at most. */
  public void waitFor(String condition) {
    waitFor(condition, PATIENCE);
  }

  /**
   * Waits until a JavaScript expression is true. An expression that throws is not true yet: the
   * page may be between two documents.
   *
   * @throws BrowserException when it does not become true in time
   */
  public void waitFor(String condition, Duration longest) {
    long deadline = System.nanoTime() + longest.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        if (evaluate("Boolean(" + condition + ")").asBoolean()) {
          return;
        }
        last = "it is false";
      } catch (BrowserException failure) {
        last = failure.getMessage();
      }
      pause();
    }
    throw new BrowserException(
        "not within %d s: %s (%s)".formatted(longest.toSeconds(), condition, last));
  }

  /** Moves the mouse onto the first element that a CSS selector finds, once it is visible. */
  public void hover(String selector) {
    hands.hover(selector);
  }

  /** Clicks on the first element that a CSS selector finds, once it is visible and enabled. */
  public void click(String selector) {
    hands.click(selector);
  }

  /** Clicks into a field and types a text, key by key. */
  public void type(String selector, String text) {
    hands.click(selector);
    hands.type(text);
  }

  /** Types a text into the field that has the focus. */
  public void type(String text) {
    hands.type(text);
  }

  /**
   * Presses a key in the element that has the focus.
   *
   * @param key one of Enter, Tab, Escape, Backspace, Space, the arrows (ArrowDown), PageDown, Home
   *     and End, with {@code Shift+} before it if need be
   */
  public void press(String key) {
    hands.press(key);
  }

  /** Scrolls the element under the mouse, in CSS pixels; negative is up. */
  public void wheel(double pixelsDown) {
    hands.wheel(pixelsDown);
  }

  /** Chooses files in an {@code input type=file}, as its dialog does. */
  public void choose(String selector, Path... files) {
    waitFor("document.querySelector(" + text(selector) + ")");
    String element =
        command(
                "Runtime.evaluate",
                Map.of("expression", "document.querySelector(" + text(selector) + ")"))
            .path("result")
            .path("objectId")
            .asText();
    List<String> paths =
        Arrays.stream(files).map(Path::toAbsolutePath).map(Path::toString).toList();
    command("DOM.setFileInputFiles", Map.of("files", paths, "objectId", element));
    command("Runtime.releaseObject", Map.of("objectId", element));
  }

  /**
   * Hides the page, as a user does who turns to another tab: it gets {@code visibilitychange}. Web
   * Vitals are final then.
   */
  public void hide() {
    if (otherTab.isEmpty()) {
      otherTab = Optional.of(newTab(devTools, context));
    } else {
      activate(otherTab.get());
    }
    waitFor("document.visibilityState === 'hidden'");
  }

  /** Shows a hidden page again. */
  public void show() {
    activate(target);
    waitFor("document.visibilityState === 'visible'");
  }

  /** The window's size in CSS pixels. */
  public void resize(int width, int height) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /** Answers a CSS media feature, such as {@code prefers-color-scheme} with {@code dark}. */
  public void prefer(String feature, String value) {
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  /**
   * Counts of the page after a garbage collection, by the names of {@code Performance.getMetrics}:
   * JSEventListeners, Nodes, JSHeapUsedSize (bytes) and others.
   */
  public Map<String, Double> counts() {
    command("Performance.enable", Map.of());
    command("HeapProfiler.collectGarbage", Map.of());
    Map<String, Double> counts = new HashMap<>();
    command("Performance.getMetrics", Map.of())
        .path("metrics")
        .forEach(one -> counts.put(one.path("name").asText(), one.path("value").asDouble()));
    return counts;
  }

  /** A picture of what is visible, as PNG. */
  public byte[] screenshot() {
    return Base64.getDecoder()
        .decode(command("Page.captureScreenshot", Map.of("format", "png")).path("data").asText());
  }

  /** Any other command of the protocol. */
  public JsonNode command(String method, Map<String, ?> parameters) {
    return devTools.send(session, method, parameters);
  }

  /**
   * Calls a handler for each event of the page, such as {@code Runtime.exceptionThrown}; its domain
   * ({@code Runtime.enable}) must be on.
   *
   * @param handler gets the event's parameters, in another thread; it must neither block nor use
   *     the page
   */
  public void on(String event, Consumer<JsonNode> handler) {
    devTools.on(session, event, handler);
  }

  /** Closes the page and deletes what it has stored. */
  @Override
  public void close() {
    devTools.forget(session);
    devTools.send(
        DevTools.BROWSER, "Target.disposeBrowserContext", Map.of("browserContextId", context));
  }

  /** A text as a JavaScript expression. */
  public static String text(String value) {
    return TextNode.valueOf(value).toString();
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
