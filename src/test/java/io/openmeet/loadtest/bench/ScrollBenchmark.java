package io.openmeet.loadtest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Scrolls the web client's list of meetings for 5 s; {@code ci/bench/client} starts it. */
public final class ScrollBenchmark {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** 40 pixels a frame: 2,400 pixels a second at 60 frames a second. */
  private static final String SCROLL =
      """
      new Promise((done) => {
        const list = document.querySelector('[data-testid=meeting-list]');
        const frames = [];
        const began = performance.now();
        const frame = (now) => {
          frames.push(now);
          list.scrollTop += 40;
          if (now - began < 5000) requestAnimationFrame(frame);
          else {
            const gaps = frames.slice(1).map((at, i) => at - frames[i]);
            const late = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0);
            done({ frames: gaps.length, late, longest: Math.max(...gaps), rows: document.querySelectorAll('.row').length, pixels: list.scrollTop });
          }
        };
        requestAnimationFrame(frame);
      })""";

  private ScrollBenchmark() {}

  /**
   * @param arguments the API's address, an email and a password
   */
  public static void main(String[] arguments) {
    Path binary =
        Chromium.find()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "Chromium is needed; on Debian: apt-get install chromium"));
    try (Chromium chromium = Chromium.start(binary);
        Page page = chromium.open()) {
      page.resize(1280, 800);
      page.navigate(URI.create(arguments[0] + "/"));
      page.type("#login-form input[name=email]", arguments[1]);
      page.type("#login-form input[name=password]", arguments[2]);
      page.click("#login-form button");
      page.waitFor("document.querySelector('main[data-view=meetings][aria-busy=false]')", PATIENCE);
      page.waitFor("document.querySelector('.row a')", PATIENCE);
      page.waitFor(
          "[...document.images].every((one) => one.complete || one.loading === 'lazy')", PATIENCE);
      for (int time = 0; time < 3; time++) {
        JsonNode seen = page.evaluate(SCROLL);
        int late = seen.path("late").asInt();
        int due = seen.path("frames").asInt() + late;
        System.out.printf(
            "%.1f %% of %d frames late, longest %.0f ms, %,.0f pixels, %d rows in the page%n",
            100.0 * late / due,
            due,
            seen.path("longest").asDouble(),
            seen.path("pixels").asDouble(),
            seen.path("rows").asInt());
      }
    }
  }
}
