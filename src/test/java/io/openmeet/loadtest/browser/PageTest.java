package io.openmeet.loadtest.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
  private static final String HTML =
      """
      <!DOCTYPE html><title>Form</title><link rel="icon" href="data:,">
      <form><input id="name"><input id="file" type="file"><button id="send">Send</button></form>
      <div id="far" style="margin-top: 5000px">far</div>
      <script>
        window.seen = [];
        for (const type of ['keydown', 'pointerdown', 'click', 'submit', 'mouseover', 'visibilitychange']) {
          document.addEventListener(type, (event) => {
            seen.push(`${type} ${event.target.id ?? 'page'} ${event.isTrusted} ${document.visibilityState}`);
            if (type === 'submit') event.preventDefault();
            if (type === 'visibilitychange') navigator.sendBeacon('/beacon', document.visibilityState);
          });
        }
      </script>
      """;

  private static final BlockingQueue<String> BEACONS = new LinkedBlockingQueue<>();
  private static HttpServer server;
  private static URI form;
  private static Chromium chromium;

  private Page page;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> binary = Chromium.find();
    assumeTrue(binary.isPresent(), "no Chromium on the PATH");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          if (exchange.getRequestURI().getPath().equals("/beacon")) {
            BEACONS.add(body);
          }
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(HTML.getBytes(UTF_8));
          exchange.close();
        });
    server.start();
    form = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/form");
    chromium = Chromium.start(binary.get());
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (server != null) {
      server.stop(0);
    }
  }

  @BeforeEach
  void open() {
    page = chromium.open();
    page.navigate(form);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @Test
  void aNavigationEndsWhenThePageIsLoaded() {
    assertEquals("complete", page.evaluate("document.readyState").asText());
    assertEquals("Form", page.evaluate("document.title").asText());

    page.navigate(URI.create(form + "#part"));
    assertEquals("#part", page.evaluate("location.hash").asText());
  }

  /** With the headers of each answer, which are short here. */
  @Test
  @Timeout(60)
  void theBytesOfAPageAreCountedFromItsNavigationOn() throws InterruptedException {
    int html = HTML.getBytes(UTF_8).length;
    awaitBytes(html);

    page.evaluate("fetch('/more').then((answer) => answer.text())");
    awaitBytes(2 * html);

    page.reload();
    awaitBytes(html);
  }

  /** The last answer's end may be told after the page has it. */
  private void awaitBytes(int content) throws InterruptedException {
    while (page.receivedBytes() < content) {
      Thread.sleep(20);
    }
    assertTrue(page.receivedBytes() < content + 600, "" + page.receivedBytes());
  }

  @Test
  void anAddressWhereNobodyAnswersIsAnError() {
    BrowserException failure =
        assertThrows(
            BrowserException.class, () -> page.navigate(URI.create("http://127.0.0.1:1/nothing")));
    assertTrue(failure.getMessage().contains("http://127.0.0.1:1/nothing: net::ERR"));
  }

  @Test
  void theUsersEventsAreThoseOfMouseAndKeyboard() {
    page.type("#name", "Zoë 🎉");
    page.press("Backspace");
    page.press("Tab");
    page.press("Tab");
    page.press("Space");

    assertEquals("Zoë ", page.evaluate("document.getElementById('name').value").asText());
    List<String> seen = seen();
    assertTrue(seen.contains("mouseover name true visible"), seen::toString);
    assertTrue(seen.contains("pointerdown name true visible"), seen::toString);
    // Four letters and the emoji, Backspace and Tab.
    assertEquals(7, seen.stream().filter(one -> one.startsWith("keydown name true")).count());
    assertTrue(seen.contains("submit  true visible"), seen::toString);
  }

  @Test
  void anElementIsScrolledToBeforeItIsClicked() {
    page.click("#far");
    assertTrue(seen().contains("click far true visible"), () -> seen().toString());
  }

  @Test
  void aDisabledButtonIsWaitedFor() {
    page.evaluate("send.disabled = true, setTimeout(() => { send.disabled = false; }, 300), 0");
    page.click("#send");
    page.waitFor("seen.some((one) => one.startsWith('submit'))");
  }

  @Test
  void aFileIsChosenWithoutADialog(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "abc");
    page.choose("#file", file);
    assertEquals(3, page.evaluate("document.getElementById('file').files[0].size").asInt());
  }

  @Test
  void aHiddenPageSendsItsBeaconsAndCanBeShownAgain() throws InterruptedException {
    BEACONS.clear();
    page.hide();
    page.waitFor("seen.some((one) => one.startsWith('visibilitychange page true hidden'))");
    assertEquals("hidden", BEACONS.poll(30, TimeUnit.SECONDS));

    page.show();
    assertEquals("visible", BEACONS.poll(30, TimeUnit.SECONDS));
    page.type("#name", "x");
    assertEquals("x", page.evaluate("document.getElementById('name').value").asText());

    page.hide();
    assertEquals("hidden", BEACONS.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void pagesAreVisibleAtTheSameTimeAndShareNothing() {
    page.evaluate("localStorage.setItem('a', '1'), document.cookie = 'a=1', 0");
    try (Page other = chromium.open()) {
      other.navigate(form);
      assertEquals("null", other.evaluate("String(localStorage.getItem('a'))").asText());
      assertEquals("", other.evaluate("document.cookie").asText());
      assertEquals("visible", other.evaluate("document.visibilityState").asText());
      assertEquals("visible", page.evaluate("document.visibilityState").asText());
      // Both pages get frames.
      page.evaluate("new Promise((frame) => requestAnimationFrame(() => frame(1)))");
      other.evaluate("new Promise((frame) => requestAnimationFrame(() => frame(1)))");
    }
  }

  @Test
  void anExpressionThatThrowsIsAnErrorWithItsText() {
    BrowserException failure =
        assertThrows(BrowserException.class, () -> page.evaluate("nobody.knows"));
    assertTrue(failure.getMessage().contains("nobody is not defined"), failure.getMessage());
    assertEquals(5, page.evaluate("Promise.resolve(5)").asInt());
  }

  @Test
  void aConditionThatStaysFalseIsAnErrorWithTheCondition() {
    BrowserException failure =
        assertThrows(BrowserException.class, () -> page.waitFor("1 === 2", Duration.ofMillis(100)));
    assertTrue(failure.getMessage().contains("1 === 2"), failure.getMessage());
  }

  @Test
  void listenersAndNodesAreCounted() {
    double before = page.counts().get("JSEventListeners");
    page.evaluate("window.onresize = () => {}, window.onscroll = () => {}, 0");
    assertEquals(before + 2, page.counts().get("JSEventListeners"));
  }

  private List<String> seen() {
    return StreamSupport.stream(page.evaluate("seen").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }
}
