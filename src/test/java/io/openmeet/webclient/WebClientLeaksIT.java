package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.reference.RunningApi;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page still holds after many visits of its views. */
class WebClientLeaksIT {
  /** Before that, modules are loaded and functions compiled. */
  private static final int SETTLED = 10;

  /** A view that is kept has more than 100 nodes and some listeners at each visit. */
  private static final double MOST_NODES = 100;

  private static final double MOST_LISTENERS = 10;
  private static final double MOST_HEAP_BYTES = 1 << 20;

  @Test
  void fiftyVisitsLeaveNothingBehind() {
    try (Chromium chromium = Walk.browser();
        Walk walk = Walk.begin(chromium, RunningApi.shared())) {
      Map<String, Double> growth = growth(walk, 50, "0");
      System.out.println("Growth from visit 10 to visit 50: " + growth);
      assertTrue(growth.get("Nodes") < MOST_NODES, growth::toString);
      assertTrue(growth.get("JSEventListeners") < MOST_LISTENERS, growth::toString);
      assertTrue(growth.get("JSHeapUsedSize") < MOST_HEAP_BYTES, growth::toString);
      assertEquals(List.of(), walk.complaints());
    }
  }

  @Test
  void aListThatIsKeptIsNoticed() {
    try (Chromium chromium = Walk.browser();
        Walk walk = Walk.begin(chromium, RunningApi.shared())) {
      String leak =
          "(window.kept ??= []).push(document.querySelector('.list')), addEventListener('resize', () => kept), addEventListener('scroll', () => kept), 0";
      Map<String, Double> growth = growth(walk, SETTLED + 6, leak);
      assertTrue(growth.get("Nodes") > MOST_NODES, growth::toString);
      assertTrue(growth.get("JSEventListeners") > MOST_LISTENERS, growth::toString);
    }
  }

  /** What is there after all visits, less what is there after the first ten. */
  private static Map<String, Double> growth(Walk walk, int visits, String atEachVisit) {
    walk.logIn();
    Page page = walk.page();
    String meeting = page.evaluate("document.querySelector('.row a').hash").asText();
    Map<String, Double> settled = Map.of();
    for (int visit = 1; visit <= visits; visit++) {
      page.evaluate(atEachVisit);
      for (String hash :
          List.of(
              meeting, "#/search?q=budget", meeting.replace("meetings", "upload"), "#/meetings")) {
        page.evaluate("location.hash = '%s', 0".formatted(hash));
        String view = hash.equals(meeting) ? "meeting" : hash.split("[/?]")[1];
        walk.isAt(view);
        if (view.equals("meeting")) {
          page.waitFor("!document.querySelector('[data-action=send-event]').disabled");
        }
      }
      if (visit == SETTLED) {
        settled = page.counts();
      }
    }
    Map<String, Double> end = page.counts();
    Map<String, Double> before = settled;
    return Map.of(
        "Nodes", end.get("Nodes") - before.get("Nodes"),
        "JSEventListeners", end.get("JSEventListeners") - before.get("JSEventListeners"),
        "JSHeapUsedSize", end.get("JSHeapUsedSize") - before.get("JSHeapUsedSize"));
  }
}
