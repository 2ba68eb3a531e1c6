package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.browser.Page;
import io.openmeet.loadtest.browser.PageView;
import io.openmeet.loadtest.journeys.ClientJourney;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.settings.InjectorShare;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The users of BrowserSimulation find in the client what they look for. */
class ClientJourneyIT extends WalkedClient {
  private static final int VISITS = 2;

  @Test
  void eachDocumentOfAVisitHasAllFigures() {
    ClientJourney journey = new ClientJourney(InjectorShare.WHOLE);
    for (int visit = 0; visit < VISITS; visit++) {
      try (Page fresh = chromium.open()) {
        List<PageView> views = journey.visit(fresh, URI.create(api.baseUrl()));

        assertEquals(2, views.size());
        double firstView = views.get(0).value(PageFigure.RECEIVED_BYTES).orElseThrow();
        assertTrue(firstView > 10_000 && firstView < 60_000, "first view: " + firstView);
        views.forEach(
            view ->
                assertEquals(Set.of(PageFigure.values()), view.figures().keySet(), view::toString));
      }
    }
  }
}
