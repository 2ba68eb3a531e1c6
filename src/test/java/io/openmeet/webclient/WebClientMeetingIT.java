package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does in a meeting: events, recordings; and the Web Vitals of that. */
class WebClientMeetingIT extends WalkedClient {
  @Test
  void aMeetingIsOpenedAndTheFocusIsOnItsTitle() {
    walk.logIn();
    String title = walk.text(".row .title");
    page.click(".row a");
    walk.isAt("meeting");
    assertEquals(title, walk.text("h1"));
    assertEquals("H1", page.evaluate("document.activeElement.tagName").asText());
    page.click("nav a");
    walk.isAt("meetings");
    assertEquals(List.of(), walk.complaints());
  }

  @Test
  void anEventReachesTheOtherUserOfTheMeeting() {
    walk.logIn();
    page.click(".row a");
    walk.isAt("meeting");
    String hash = page.evaluate("location.hash").asText();
    try (Walk other = Walk.begin(chromium, api)) {
      other.logIn("user011@org01.openmeet.example", "fixture-only-011-ü");
      other.open(hash).isAt("meeting");
      other.page().waitFor("!document.querySelector('[data-action=send-event]').disabled");
      page.click("[data-action=send-event]");
      other.page().waitFor("document.querySelector('[data-testid=live-events] li')");
      assertEquals("Somebody raised a hand", other.text("[data-testid=live-events] li"));
      page.waitFor("document.querySelector('[data-testid=live-events] li')");
      String own = walk.text("[data-testid=live-events] li");
      assertTrue(own.matches("You raised your hand \\(received after \\d+ ms\\)"), own);
    }
    assertEquals(List.of(), walk.complaints());
  }

  @Test
  void aLostConnectionIsMadeAgain() {
    walk.logIn();
    page.evaluate(
        "window.Real = WebSocket, window.sockets = [], window.WebSocket = class extends Real { constructor(...all) { super(...all); sockets.push(this); } }, 0");
    page.click(".row a");
    String ready = "!document.querySelector('[data-action=send-event]').disabled";
    page.waitFor(ready);
    page.evaluate("sockets[0].close()");
    page.waitFor("sockets.length === 2 && " + ready);
    page.click("[data-action=send-event]");
    page.waitFor("document.querySelector('[data-testid=live-events] li')");
  }

  @Test
  void aRecordingIsUploadedWithItsProgress(@TempDir Path folder) throws IOException {
    walk.logIn();
    page.click(".row a");
    walk.isAt("meeting");
    page.click(".detail .button");
    walk.isAt("upload");
    page.evaluate(
        """
        window.shares = [],
        new MutationObserver(() => shares.push(document.querySelector('progress').value))
          .observe(document.querySelector('progress'), { attributes: true }), 0""");
    Path file = folder.resolve("Überblick <b>.ogg");
    Files.write(file, new byte[3_000_000]);
    page.choose("input[type=file]", file);
    page.click("form button.primary");
    page.waitFor("document.querySelector('[data-testid=upload-done]')");
    String done = walk.text("[data-testid=upload-done]");
    assertTrue(done.contains("Überblick <b>.ogg") && done.contains("3,000,000 bytes"), done);
    JsonNode shares = page.evaluate("shares");
    assertTrue(shares.size() >= 1, shares::toString);
    assertEquals(1.0, shares.path(shares.size() - 1).asDouble());
  }

  @Test
  void aRecordingThatIsTooLargeIsRefusedWithTheApisSentence(@TempDir Path folder)
      throws IOException {
    walk.logIn();
    page.click(".row a");
    walk.isAt("meeting");
    page.click(".detail .button");
    walk.isAt("upload");
    Path file = folder.resolve("long.ogg");
    Files.write(file, new byte[9_000_000]);
    page.choose("input[type=file]", file);
    page.click("form button.primary");
    page.waitFor("document.querySelector('.error').textContent");
    assertEquals(0, walk.count("[data-testid=upload-done]"));
  }

  @Test
  void vitalsAreFinalWhenThePageIsHiddenAndBecomeMetrics() {
    walk.logIn();
    page.reload();
    walk.isAt("meetings");
    page.click(".row a");
    walk.isAt("meeting");
    page.hide();
    page.waitFor("Object.values(openmeetVitals).every((value) => value !== null)");
    JsonNode vitals = page.evaluate("openmeetVitals");
    for (String vital : List.of("LCP", "TTFB", "FCP")) {
      double ms = vitals.path(vital).asDouble();
      assertTrue(ms > 0 && ms < 60_000, vital + " " + ms);
    }
    double inpMs = vitals.path("INP").asDouble();
    assertTrue(inpMs >= 0 && inpMs < 60_000, vitals::toString);
    assertTrue(vitals.path("CLS").asDouble() < 0.1, vitals::toString);

    for (String vital : List.of("LCP", "TTFB", "FCP")) {
      Await.until(
          () -> reported("meetings", vital) >= 1, Duration.ofSeconds(30), () -> "no " + vital);
    }
    // One report has them all. Without a measured interaction it is that of the view at the end.
    assertTrue(reported("meetings", "INP") + reported("meeting", "INP") >= 1);
  }

  private static double reported(String view, String vital) {
    return api.client()
        .metric(
            "openmeet_web_vital_seconds_count{view=\"%s\",vital=\"%s\"}".formatted(view, vital));
  }
}
