package io.openmeet.loadtest.journeys;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.Recording;
import io.openmeet.feeders.Feeders.SearchQuery;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.loadtest.browser.PageJourney;
import io.openmeet.loadtest.browser.PageView;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.settings.InjectorShare;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A user of the web client. In a first document the user logs in. In a second one, as after a
 * reload, the user scrolls the list of meetings, searches, opens a meeting, raises a hand, and
 * uploads a recording. Each document has the vitals of its own load and interactions.
 */
public final class ClientJourney implements PageJourney {
  /** Flicks of the mouse wheel over the list, and the pixels of each. */
  private static final int FLICKS = 5;

  private static final int FLICK_PIXELS = 1_500;

  /** What the client measures, by the names of {@link PageFigure}. */
  private static final String MEASURED =
      "({...window.openmeetVitals, INTERACTIVE: performance.getEntriesByName('interactive')[0]?.startTime})";

  private final List<User> users;
  private final List<SearchQuery> queries;
  private final Path recording;
  private final AtomicInteger visits = new AtomicInteger();

  /**
   * @param share of the feeder's accounts that this injector uses
   * @throws io.openmeet.feeders.FeederException naming file, line and column
   */
  public ClientJourney(InjectorShare share) {
    TestData data = new TestData(Feeders.read(), share);
    this.users = data.users();
    this.queries = data.all().searchQueries();
    // The smallest: how long a large one takes is UploadSimulation's question.
    Recording smallest =
        data.all().recordings().stream()
            .min(Comparator.comparingInt(Recording::kilobytes))
            .orElseThrow();
    this.recording = RecordingFile.write(List.of(smallest)).get(0).file();
  }

  @Override
  public List<PageView> visit(Page page, URI baseUrl) {
    int visit = visits.getAndIncrement();
    page.navigate(URI.create(baseUrl + "/"));
    logIn(page, users.get(visit % users.size()));
    PageView first = leave(page);
    page.show();
    page.reload();
    waitForPaintedView(page, "meetings");
    scroll(page);
    search(page, queries.get(visit % queries.size()));
    raiseHand(page);
    upload(page);
    return List.of(first, leave(page));
  }

  private static void logIn(Page page, User user) {
    waitForPaintedView(page, "login");
    page.type("#login-form input[name=email]", user.email());
    page.type("#login-form input[name=password]", user.password());
    page.click("#login-form button");
    waitForView(page, "meetings");
  }

  private static void scroll(Page page) {
    page.hover("[data-testid=meeting-list]");
    for (int flick = 0; flick < FLICKS; flick++) {
      page.wheel(FLICK_PIXELS);
    }
    page.waitFor("document.querySelector('[data-testid=meeting-list]').scrollTop > 0");
  }

  private static void search(Page page, SearchQuery query) {
    page.type("input[type=search]", query.query());
    page.waitFor(
        "document.querySelector('[data-testid=results]')?.textContent.toLowerCase().includes("
            + Page.text(query.mustContain().toLowerCase(Locale.ROOT))
            + ")");
    page.click("[data-testid=results] a");
    waitForView(page, "meeting");
  }

  private static void raiseHand(Page page) {
    page.click("[data-action=send-event]");
    page.waitFor("document.querySelector('[data-testid=live-events]').childElementCount > 0");
  }

  private void upload(Page page) {
    page.click("a[href^=\"#/upload/\"]");
    waitForView(page, "upload");
    page.choose("input[type=file]", recording);
    page.click("main form button");
    page.waitFor("document.querySelector('[data-testid=upload-done]')");
  }

  /**
   * A person acts on what is visible. The first input ends the measurement of the largest paint, so
   * an input before it would leave the page without that vital.
   */
  private static void waitForPaintedView(Page page, String view) {
    waitForView(page, view);
    page.waitFor("performance.getEntriesByName('first-contentful-paint').length > 0");
    page.evaluate(
        "new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(() => painted(1))))");
  }

  private static void waitForView(Page page, String view) {
    page.waitFor("document.querySelector('main[data-view=%s][aria-busy=false]')".formatted(view));
  }

  /** The Web Vitals are final once the page is hidden. */
  private static PageView leave(Page page) {
    page.hide();
    return PageView.of(page.evaluate(MEASURED))
        .with(PageFigure.RECEIVED_BYTES, page.receivedBytes());
  }
}
