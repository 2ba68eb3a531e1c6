package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.reference.RunningApi;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How many bytes and elements the first view takes, with the optimisations and without. */
class WebClientTuningIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /**
   * @param bytes of all answers from the first page to the list's, with headers
   * @param modules that were loaded before the user logged in
   */
  private record FirstView(long bytes, int modules, int rows, int eager) {}

  @Test
  void theFirstViewIsSmallOnlyWithTheOptimisations() {
    FirstView optimized = measure("optimized");
    FirstView baseline = measure("baseline");
    System.out.println("First view: " + optimized + "; baseline: " + baseline);

    assertTrue(optimized.bytes() > 10_000 && optimized.bytes() < 60_000, optimized::toString);
    // main, dom, session, api, header, vitals, web-vitals and login.
    assertEquals(8, optimized.modules());
    assertTrue(optimized.rows() > 10 && optimized.rows() < 100, optimized::toString);
    assertEquals(0, optimized.eager());

    assertTrue(baseline.bytes() > 5 * optimized.bytes(), baseline::toString);
    // And meetings, meeting, search, upload, rows, virtual-list and live.
    assertEquals(15, baseline.modules());
    assertEquals(2_000, baseline.rows());
    assertEquals(2_000, baseline.eager());
  }

  private static FirstView measure(String tuning) {
    try (RunningApi api = RunningApi.start("tuning=" + tuning);
        Chromium chromium = Walk.browser();
        Walk walk = Walk.begin(chromium, api)) {
      Page page = walk.page();
      page.navigate(URI.create(api.baseUrl() + "/"));
      walk.isAt("login");
      int modules =
          page.evaluate(
                  "performance.getEntriesByType('resource').filter((one) => one.name.endsWith('.js')).length")
              .asInt();
      page.type("#login-form input[name=email]", "user001@org01.openmeet.example");
      page.type("#login-form input[name=password]", "fixture-only-001-ü");
      page.click("#login-form button");
      page.waitFor("document.querySelector('main[data-view=meetings][aria-busy=false]')", PATIENCE);
      page.waitFor(
          "[...document.images].filter((one) => one.getBoundingClientRect().top < innerHeight).every((one) => one.complete)",
          PATIENCE);
      return new FirstView(
          page.receivedBytes(), modules, walk.count(".row"), walk.count(".row img[loading=eager]"));
    }
  }
}
