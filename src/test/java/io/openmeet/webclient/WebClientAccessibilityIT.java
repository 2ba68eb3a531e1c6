package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.reference.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of axe-core on each view, in light and dark colours, narrow and wide. */
class WebClientAccessibilityIT {
  private static Chromium chromium;
  private static String axe;

  private Walk walk;
  private Page page;

  @BeforeAll
  static void start() throws IOException {
    chromium = Walk.browser();
    String version = property("META-INF/maven/org.webjars.npm/axe-core/pom.properties", "version");
    axe = text("META-INF/resources/webjars/axe-core/" + version + "/axe.min.js");
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void begin() {
    walk = Walk.begin(chromium, RunningApi.shared());
    page = walk.page();
  }

  @AfterEach
  void end() {
    walk.close();
  }

  @Test
  void noViewBreaksARule() {
    List<String> broken = new ArrayList<>();
    walk.open("").isAt("login");
    check("login", broken);
    walk.logIn();
    check("meetings", broken);
    page.click(".row a");
    walk.isAt("meeting");
    page.waitFor("!document.querySelector('[data-action=send-event]').disabled");
    page.click("[data-action=send-event]");
    page.waitFor("document.querySelector('[data-testid=live-events] li')");
    check("meeting", broken);
    page.click(".detail .button");
    walk.isAt("upload");
    check("upload", broken);
    walk.open("#/search?q=budget").isAt("search");
    check("search", broken);
    assertEquals(List.of(), broken);
  }

  @Test
  void aBrokenRuleIsNoticed() {
    walk.open("").isAt("login");
    page.evaluate(
        "document.querySelectorAll('label').forEach((one) => one.remove()), document.querySelector('h1').style.color = '#ccc', 0");
    List<String> broken = new ArrayList<>();
    check("login", broken);
    assertTrue(broken.stream().anyMatch(one -> one.contains(" label: ")), broken::toString);
    assertTrue(
        broken.stream().anyMatch(one -> one.contains(" color-contrast: ")), broken::toString);
  }

  @Test
  void withReducedMotionNothingMoves() {
    walk.logIn();
    String duration = "getComputedStyle(document.querySelector('.row a')).transitionDuration";
    assertEquals("0.12s", page.evaluate(duration).asText());
    page.prefer("prefers-reduced-motion", "reduce");
    assertEquals("0s", page.evaluate(duration).asText());
  }

  private void check(String view, List<String> broken) {
    for (String scheme : List.of("light", "dark")) {
      page.prefer("prefers-color-scheme", scheme);
      // Colours change over 120 ms.
      page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))");
      page.evaluate(axe + "; 0");
      for (int width : List.of(390, 1280)) {
        page.resize(width, 800);
        JsonNode violations = page.evaluate("axe.run().then((result) => result.violations)");
        violations.forEach(
            one ->
                broken.add(
                    "%s, %s, %d px: %s: %s"
                        .formatted(
                            view,
                            scheme,
                            width,
                            one.path("id").asText(),
                            one.path("nodes").path(0).path("html").asText())));
      }
    }
    page.command("Emulation.setEmulatedMedia", Map.of());
  }

  private static String property(String resource, String name) throws IOException {
    try (InputStream in = open(resource)) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(name);
    }
  }

  private static String text(String resource) throws IOException {
    try (InputStream in = open(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(String resource) {
    return WebClientAccessibilityIT.class.getClassLoader().getResourceAsStream(resource);
  }
}
