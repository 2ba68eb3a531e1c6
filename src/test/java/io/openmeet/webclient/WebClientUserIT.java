package io.openmeet.webclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who uses the client: sessions, the keyboard alone, and hostile texts of others. */
class WebClientUserIT extends WalkedClient {
  @Test
  void everythingCanBeDoneWithTheKeyboardAlone() {
    walk.open("").isAt("login");
    assertEquals("email", focused());
    page.type("user001@org01.openmeet.example");
    page.press("Tab");
    assertEquals("password", focused());
    page.type("fixture-only-001-ü");
    page.press("Enter");
    walk.isAt("meetings");

    tabTo("a.skip", "Shift+Tab");
    page.press("Enter");
    tabTo(".row a", "Tab");
    page.press("ArrowDown");
    String second = page.evaluate("document.activeElement.hash").asText();
    assertEquals(
        second,
        page.evaluate("document.querySelector('.row[aria-posinset=\"2\"] a').hash").asText());
    for (int i = 0; i < 40; i++) {
      String before = page.evaluate("document.activeElement.hash").asText();
      page.press("ArrowDown");
      page.waitFor("document.activeElement.hash !== " + quoted(before));
      page.waitFor(
          "document.activeElement.closest('.row')?.nextElementSibling?.querySelector('a')");
    }
    assertEquals(
        "42", page.evaluate("document.activeElement.closest('.row').ariaPosInSet").asText());
    page.press("Enter");
    walk.isAt("meeting");
    page.waitFor("!document.querySelector('[data-action=send-event]').disabled");
    tabTo("[data-action=send-event]", "Tab");
    page.press("Space");
    page.waitFor("document.querySelector('[data-testid=live-events] li')");
    tabTo("input[type=search]", "Shift+Tab");
    page.type("budget");
    walk.isAt("search");
    assertEquals("q", focused());
    tabTo("[data-action=log-out]", "Tab");
    page.press("Enter");
    walk.isAt("login");
  }

  private void tabTo(String selector, String key) {
    for (int i = 0; i < 30; i++) {
      if (page.evaluate("document.activeElement.matches(" + quoted(selector) + ")").asBoolean()) {
        return;
      }
      page.press(key);
    }
    throw new AssertionError("not reached by " + key + ": " + selector);
  }

  private String focused() {
    return page.evaluate("document.activeElement.name").asText();
  }

  private static String quoted(String text) {
    return "'" + text + "'";
  }

  @Test
  void hostileTitlesAndNamesAreShownAndRunNoScript() {
    String script = "<img src=x onerror=\"window.hacked=1\"><script>window.hacked=1</script>";
    String unique = UUID.randomUUID().toString();
    ApiClient client = api.client();
    String email = unique + "@example.org";
    ApiClient.Session session =
        ApiClient.session(
            client.post(
                "/auth/register",
                null,
                Map.of(
                    "email",
                    email,
                    "password",
                    "long enough",
                    "name",
                    script,
                    "organisation",
                    unique)));
    List<String> titles =
        List.of(
            script,
            "</span><svg onload=window.hacked=1>",
            "javascript:window.hacked=1",
            "{{constructor.constructor('window.hacked=1')()}}",
            "\u202Etxt.exe",
            "' onmouseover=window.hacked=1 x='");
    titles.forEach(title -> client.createMeeting(session, title, "2030-01-01T09:00:00Z"));

    walk.logIn(email, "long enough");
    page.waitFor("document.querySelectorAll('.row a').length === " + titles.size());
    String list = walk.text("[data-testid=meeting-list]");
    titles.forEach(title -> assertTrue(list.contains(title), title));
    assertEquals(script, walk.text("header .user"));
    page.hover(".row a");
    page.click(".row a");
    walk.isAt("meeting");
    assertEquals("undefined", page.evaluate("typeof window.hacked").asText());

    // The policy stops what the client itself would never do.
    page.evaluate(
        """
        (() => {
          const script = document.createElement('script');
          try { script.textContent = 'window.hacked = 1'; } catch { /* Trusted Types */ }
          document.body.append(script);
          try { document.body.innerHTML = '<img src=x onerror="window.hacked=1">'; } catch { /* the same */ }
        })()""");
    assertEquals("undefined", page.evaluate("typeof window.hacked").asText());
  }

  @Test
  void aWrongPasswordIsSaidAndTheFormStays() {
    walk.open("").isAt("login");
    page.type("input[name=email]", "user001@org01.openmeet.example");
    page.type("input[name=password]", "wrong password");
    page.click("#login-form button");
    page.waitFor("document.querySelector('[role=alert]').textContent");
    walk.isAt("login");
    assertEquals("password", focused());
  }

  @Test
  void afterALoadTheSessionContinuesAndAfterLoggingOutItHasEnded() {
    walk.logIn();
    page.reload();
    walk.isAt("meetings");
    page.click("[data-action=log-out]");
    walk.isAt("login");
    assertEquals("", page.evaluate("Object.keys(sessionStorage).join()").asText());
    walk.open("#/meetings").isAt("login");
  }

  @Test
  void anExpiredTokenIsRenewedOnceForAllRequests() {
    walk.logIn();
    page.evaluate(
        """
        (() => {
          const kept = JSON.parse(sessionStorage['openmeet.session']);
          kept.accessToken = kept.accessToken.slice(0, -4) + 'AAAA';
          sessionStorage['openmeet.session'] = JSON.stringify(kept);
        })()""");
    page.reload();
    // Two requests at once need the new token.
    walk.isAt("meetings");
    assertEquals(1, page.evaluate(requests("/auth/refresh")).asInt());
  }
}
