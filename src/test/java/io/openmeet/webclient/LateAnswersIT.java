package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.loadtest.browser.PageView;
import io.openmeet.loadtest.journeys.ClientJourney;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.reference.RunningApi;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * A browser does not count what moves within half a second after a click. When the API is slower
 * than that, content that makes room for an answer counts.
 */
class LateAnswersIT {
  /** Of a good page, by Google's limits. */
  private static final double GOOD = 0.1;

  @Test
  void contentStaysWhereItIsWhenAnswersAreLate() {
    try (Chromium chromium = Walk.browser();
        RunningApi api = RunningApi.start("faults=latency=800ms@100%");
        Page page = chromium.open()) {
      for (PageView view :
          new ClientJourney(InjectorShare.WHOLE).visit(page, URI.create(api.baseUrl()))) {
        assertTrue(view.figures().get(PageFigure.CLS) < GOOD / 2, view::toString);
      }
    }
  }
}
