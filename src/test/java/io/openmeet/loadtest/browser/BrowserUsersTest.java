package io.openmeet.loadtest.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openmeet.loadtest.load.MeasuredWindow;
import io.openmeet.loadtest.load.OpenWindow;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.results.BrowserFigures;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.settings.BrowserUse;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** In a real browser; a visit looks at an empty page. */
@Timeout(180)
class BrowserUsersTest {
  private static final URI TARGET = URI.create("http://127.0.0.1:1");
  private static final PageView VIEW =
      PageView.of(
          JsonNodeFactory.instance.objectNode().put("LCP", 400).put("INP", 24).put("CLS", 0.05));

  private final AtomicInteger visits = new AtomicInteger();
  private MeasuredWindow window;
  private BrowserUsers users;

  @BeforeEach
  void needsABrowser() {
    assumeTrue(Chromium.find().isPresent(), "no Chromium on the PATH");
  }

  @AfterEach
  void end() {
    if (users != null) {
      users.close();
    }
  }

  @Test
  void usersVisitUnderLoadAndOnceMoreWithoutIt() throws InterruptedException {
    BrowserFigures figures = figures(page -> List.of(VIEW, VIEW));

    BrowserFigures.Figure lcp = figures.figures().get(0);
    assertEquals(PageFigure.LCP, lcp.name());
    assertEquals(400, lcp.loaded().p75());
    assertEquals(400, lcp.control().p75());
    // Two users make a visit of two views each, at least. One visit more was made before the load.
    assertTrue(lcp.loaded().visits() >= 4 && lcp.control().visits() >= 4, lcp::toString);
    assertEquals(
        visits.get(), 1 + (lcp.loaded().visits() + lcp.control().visits()) / 2, lcp::toString);
    assertEquals(0.05, figures.figures().get(2).loaded().p75());
    assertEquals(2, figures.pages());
    assertTrue(figures.startMs() < figures.endMs());
    assertTrue(figures.cpuRatio() > 0 && figures.cpuRatio() <= 1, figures::toString);
    assertEquals(null, figures.controlMissing());
    assertEquals(List.of(), figures.failures());
  }

  /** A figure that only fast visits report would make slow ones look fast. */
  @Test
  void aVisitThatFailsIsAVisitWithoutValues() throws InterruptedException {
    BrowserFigures figures =
        figures(
            page -> {
              page.evaluate(visits.get() > 1 ? "nobody.knows" : "1");
              return List.of(VIEW);
            });

    assertEquals(new Percentile(2, 2, null), figures.figures().get(0).loaded());
    assertEquals(new Tally.Visits(new TreeMap<>(), 2), users.lcp());
    assertEquals(2, figures.failures().size());
    assertTrue(figures.failures().get(0).contains("nobody is not defined"), figures::toString);
  }

  @Test
  void aTargetWithoutTheClientIsRefusedBeforeTheLoad() {
    users =
        users(
            Duration.ofSeconds(1),
            page -> {
              page.navigate(TARGET);
              return List.of(VIEW);
            });
    users.start(BrowserUse.ON, Chromium.find(), 2, true);

    ConfigurationException refusal =
        assertThrows(
            ConfigurationException.class, () -> users.check(client(), Duration.ofMinutes(1)));
    assertTrue(
        refusal
            .getMessage()
            .startsWith("http://127.0.0.1:1: expected the web client that BrowserSimulation uses"),
        refusal.getMessage());
  }

  @Test
  void withoutALoadThereAreNoFigures() {
    users = users(Duration.ofMinutes(1), page -> List.of(VIEW));
    users.loadOver();
    assertTrue(users.figures().isEmpty());
  }

  @Test
  void switchedOffTheSimulationIsLeftOut() {
    assertEquals("-Dbrowser=off", leftOut(BrowserUse.OFF, 8, true));
  }

  /** Otherwise it would stop the suite at every target without a client. */
  @Test
  void atAnotherTargetItIsLeftOutUnlessItIsAskedFor() {
    assertEquals(
        "the target may have no web client (-Dbrowser=on says that it has)",
        leftOut(BrowserUse.AUTO, 4, false));
    users.start(BrowserUse.ON, Chromium.find(), 4, false);
  }

  @Test
  void onTwoCoresItIsLeftOutUnlessItIsAskedFor() {
    assertEquals(
        "2 cores are too few for load and browser together (-Dbrowser=on runs it nevertheless)",
        leftOut(BrowserUse.AUTO, 2, true));
    users.start(BrowserUse.AUTO, Chromium.find(), 4, true);
  }

  @Test
  void withoutABrowserItIsLeftOutUnlessItIsAskedFor() {
    assertEquals("no Chromium on the PATH", leftOut(BrowserUse.AUTO, Optional.empty(), 4, true));
    assertTrue(
        refused(Optional.empty()).startsWith("-Dbrowser=on: expected chromium, chromium-browser,"));
  }

  @Test
  void aBrowserThatDoesNotStartIsLeftOutUnlessItIsAskedFor(@TempDir Path folder)
      throws IOException {
    Path script = Files.writeString(folder.resolve("chromium"), "#!/bin/sh\necho no libs >&2\n");
    assertTrue(script.toFile().setExecutable(true));
    String reason = script + " does not start: Browser.getVersion: the browser has ended (no libs)";

    assertEquals(reason, leftOut(BrowserUse.AUTO, Optional.of(script), 4, true));
    assertEquals(
        "-Dbrowser=on: expected a browser, but %s; mend it, or leave the property out."
            .formatted(reason),
        refused(Optional.of(script)));
  }

  /** On a slow machine, a visit may take longer than what is left of the window. */
  @Test
  void visitsThatBeganInTheWindowAreWaitedFor() throws InterruptedException {
    CountDownLatch windowIsOver = new CountDownLatch(1);
    begin(
        page -> {
          if (visits.get() > 1) {
            windowIsOver.await();
          }
          return List.of(VIEW);
        });
    assertEquals(0, users.lcp().count());
    assertTrue(users.areVisiting());

    windowIsOver.countDown();
    while (users.areVisiting()) {
      Thread.sleep(20);
    }
    assertEquals(2, users.lcp().count());
  }

  private String leftOut(BrowserUse use, int cores, boolean isReferenceApi) {
    return leftOut(use, Chromium.find(), cores, isReferenceApi);
  }

  private String leftOut(BrowserUse use, Optional<Path> binary, int cores, boolean isReferenceApi) {
    users = users(Duration.ofMinutes(1), page -> List.of(VIEW));
    return assertThrows(
            NoBrowserException.class, () -> users.start(use, binary, cores, isReferenceApi))
        .getMessage();
  }

  private String refused(Optional<Path> binary) {
    return assertThrows(
            ConfigurationException.class, () -> users.start(BrowserUse.ON, binary, 4, true))
        .getMessage();
  }

  /** A journey for tests. */
  @FunctionalInterface
  private interface Visit {
    List<PageView> in(Page page) throws InterruptedException;
  }

  private BrowserUsers users(Duration length, Visit visit) {
    window = OpenWindow.waiting(length);
    return new BrowserUsers(
        (page, baseUrl) -> {
          visits.incrementAndGet();
          assertEquals(TARGET, baseUrl);
          try {
            return visit.in(page);
          } catch (InterruptedException interrupted) {
            throw new BrowserException("interrupted", interrupted);
          }
        },
        window);
  }

  private BrowserFigures figures(Visit visit) throws InterruptedException {
    begin(visit);
    users.loadOver();
    return users.figures().orElseThrow();
  }

  /** Until the window is over. */
  private void begin(Visit visit) throws InterruptedException {
    users = users(Duration.ofSeconds(3), visit);
    users.start(BrowserUse.ON, Chromium.find(), 2, true);
    users.check(client(), Duration.ofMinutes(1));
    OpenWindow.announce(window);
    while (!window.isOver()) {
      Thread.sleep(20);
    }
  }

  private static TargetCheck.Client client() {
    return new TargetCheck.Client() {
      @Override
      public URI baseUrl() {
        return TARGET;
      }

      @Override
      public HttpResponse<String> post(String path, String json) {
        throw new UnsupportedOperationException(path);
      }
    };
  }
}
