package io.openmeet.webclient;

import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.reference.RunningApi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A user for each test, in one browser, at an API with a list of 10,000 meetings. */
abstract class WalkedClient {
  static final int MEETINGS = 10_000;

  static RunningApi api;
  static Chromium chromium;

  Walk walk;
  Page page;

  @BeforeAll
  static void start() {
    chromium = Walk.browser();
    api = RunningApi.start("longList=" + MEETINGS);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
      api = null;
    }
    if (chromium != null) {
      chromium.close();
      chromium = null;
    }
  }

  @BeforeEach
  void begin() {
    walk = Walk.begin(chromium, api);
    page = walk.page();
  }

  @AfterEach
  void end() {
    walk.close();
  }

  /** How many requests have been made so far to addresses that contain a text; an expression. */
  static String requests(String path) {
    return "performance.getEntriesByType('resource').filter((one) => one.name.includes('%s')).length"
        .formatted(path);
  }
}
