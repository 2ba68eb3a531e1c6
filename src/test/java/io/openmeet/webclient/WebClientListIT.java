package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.reference.ApiClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a user does with a list of 10,000 meetings, and with searches. */
class WebClientListIT extends WalkedClient {
  private static final int ROW_PX = 64;

  @Test
  void aListOf10000MeetingsHasFewerThan100RowsWhereverItIsScrolledTo() {
    walk.logIn();
    List<String> seen = new ArrayList<>();
    for (int position : List.of(0, 150, 5_000, MEETINGS - 1)) {
      page.evaluate(
          "document.querySelector('[data-testid=meeting-list]').scrollTop = " + position * ROW_PX);
      String wanted = ".row[aria-posinset=\"%d\"] a".formatted(position + 1);
      page.waitFor("document.querySelector('%s')".formatted(wanted));
      int rows = walk.count(".row");
      assertTrue(rows >= 10 && rows < 100, rows + " rows at " + position);
      seen.add(page.evaluate("document.querySelector('%s').hash".formatted(wanted)).asText());
    }
    // The API's own order, one meeting at a time.
    ApiClient.Session session = Walk.session(api);
    for (int i = 0; i < seen.size(); i++) {
      int position = List.of(0, 150, 5_000, MEETINGS - 1).get(i);
      JsonNode item =
          api.client()
              .get("/meetings?limit=1&offset=" + position, session)
              .body()
              .path("items")
              .path(0);
      assertEquals("#/meetings/" + item.path("id").asText(), seen.get(i));
    }
    assertEquals(List.of(), walk.complaints());
  }

  @Test
  void pagesThatAreOnlyPassedByAreNotRead() {
    walk.logIn();
    page.evaluate(
        """
        new Promise((done) => {
          const list = document.querySelector('[data-testid=meeting-list]');
          let step = 0;
          const scroll = () => {
            list.scrollTop = step * 12800;
            if (step++ < 48) requestAnimationFrame(scroll); else done();
          };
          scroll();
        })""");
    page.waitFor("document.querySelector('.row[aria-posinset=\"9601\"] a')");
    int read =
        page.evaluate(
                "performance.getEntriesByType('resource').filter((one) => /[/]meetings[?]/.test(one.name)).length")
            .asInt();
    // The first page, the last one or two, and what a pause of a busy machine adds; of 48.
    assertTrue(read >= 2 && read < 25, read + " pages");
  }

  @Test
  void aRowUnderTheMouseIsReadBeforeItIsOpened() {
    walk.logIn();
    String id = page.evaluate("document.querySelector('.row a').hash.split('/')[2]").asText();
    page.hover(".row a");
    page.waitFor(requests("/meetings/" + id) + " === 1");
    page.click(".row a");
    walk.isAt("meeting");
    assertEquals(1, page.evaluate(requests("/meetings/" + id)).asInt());
  }

  @Test
  void searchesBeginWhenTheUserPausesAndStaleAnswersAreDropped() throws InterruptedException {
    walk.logIn();
    BlockingQueue<JsonNode> held = new LinkedBlockingQueue<>();
    page.on("Fetch.requestPaused", held::add);
    page.command("Fetch.enable", Map.of("patterns", List.of(Map.of("urlPattern", "*/search\\?*"))));

    page.type("input[type=search]", "budget");
    JsonNode first = held.poll(30, TimeUnit.SECONDS);
    page.type("input[type=search]", " roadmap");
    JsonNode second = held.poll(30, TimeUnit.SECONDS);
    assertTrue(second.path("request").path("url").asText().contains("roadmap"), second::toString);
    goOn(second);
    walk.isAt("search");
    String answer = walk.text("[data-testid=results]");
    String count = walk.text("main [role=status]");
    // The client has given up the first request; whatever becomes of it changes nothing.
    try {
      goOn(first);
    } catch (RuntimeException alreadyGivenUp) {
      assertTrue(alreadyGivenUp.getMessage().contains("Fetch.continueRequest"));
    }
    page.evaluate("new Promise((later) => setTimeout(later, 300))");
    assertEquals(answer, walk.text("[data-testid=results]"));
    assertEquals(count, walk.text("main [role=status]"));
    assertEquals("#/search?q=budget%20roadmap", page.evaluate("location.hash").asText());

    int requested = page.evaluate(requests("/search?")).asInt();
    // Fourteen letters; a slow machine may pause between some of them.
    assertTrue(requested >= 1 && requested < 14, requested + " requests");
    page.command("Fetch.disable", Map.of());
  }

  private void goOn(JsonNode paused) {
    page.command("Fetch.continueRequest", Map.of("requestId", paused.path("requestId").asText()));
  }

  @Test
  void aResultLeadsToItsMeeting() {
    walk.logIn().open("#/search?q=budget").isAt("search");
    int found = walk.count("[data-testid=results] a");
    assertTrue(found >= 10 && found <= 20, found + " results");
    assertTrue(walk.text("[data-testid=results]").toLowerCase().contains("budget"));
    String title = walk.text("[data-testid=results] .title");
    page.click("[data-testid=results] a");
    walk.isAt("meeting");
    assertEquals(title, walk.text("h1"));
  }

  @Test
  void aServerThatDoesNotAnswerIsSaidAndCanBeTriedAgain() {
    walk.logIn();
    page.command("Network.setBlockedURLs", Map.of("urls", List.of("*limit=20*")));
    page.type("input[type=search]", "budget");
    page.waitFor("document.querySelector('main > .message')");
    assertTrue(walk.text("main > .message").startsWith("The server does not answer."));
    page.command("Network.setBlockedURLs", Map.of("urls", List.of()));
    page.click("main > .message button");
    walk.isAt("search");
    assertTrue(walk.count("[data-testid=results] a") > 0);
  }
}
