package io.openmeet.webclient;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.reference.ApiClient;
import io.openmeet.reference.RunningApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user in the client, by mouse and keyboard. Everything that goes wrong in the page is kept. */
final class Walk implements AutoCloseable {
  private static final String EMAIL = "user001@org01.openmeet.example";
  private static final String PASSWORD = "fixture-only-001-ü";

  private final Page page;
  private final String baseUrl;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Walk(Page page, String baseUrl) {
    this.page = page;
    this.baseUrl = baseUrl;
  }

  /** Skips the test when there is no Chromium. */
  static Chromium browser() {
    Optional<Path> binary = Chromium.find();
    assumeTrue(
        binary.isPresent(),
        "no Chromium on the PATH, so the client was not opened; install one (Debian: apt-get install chromium)");
    return Chromium.start(binary.get());
  }

  static Walk begin(Chromium chromium, RunningApi api) {
    Walk walk = new Walk(chromium.open(), api.baseUrl());
    walk.page.resize(1280, 800);
    walk.page.on(
        "Runtime.exceptionThrown",
        event -> walk.complaints.add(event.path("exceptionDetails").toString()));
    // Also a script or style that the content security policy has blocked.
    walk.page.on("Log.entryAdded", event -> walk.complain(event.path("entry")));
    walk.page.command("Runtime.enable", Map.of());
    walk.page.command("Log.enable", Map.of());
    return walk;
  }

  private void complain(JsonNode entry) {
    if (entry.path("level").asText().equals("error")) {
      complaints.add(entry.path("text").asText() + " " + entry.path("url").asText());
    }
  }

  Page page() {
    return page;
  }

  /** Errors of scripts, of the content security policy, and of requests. */
  List<String> complaints() {
    return complaints;
  }

  Walk logIn() {
    return logIn(EMAIL, PASSWORD);
  }

  Walk logIn(String email, String password) {
    open("#/login").isAt("login");
    page.type("#login-form input[name=email]", email);
    page.type("#login-form input[name=password]", password);
    page.click("#login-form button");
    return isAt("meetings");
  }

  /**
   * As the first user, by the API: for tests that look at something else than the client's form.
   */
  static ApiClient.Session session(RunningApi api) {
    return ApiClient.session(api.client().login(EMAIL, PASSWORD));
  }

  Walk open(String hash) {
    page.navigate(URI.create(baseUrl + "/" + hash));
    return this;
  }

  /** Waits until a view has its content. */
  Walk isAt(String view) {
    page.waitFor(
        "document.querySelector('main[data-view=%s][aria-busy=false]') && !document.querySelector('main > .message')"
            .formatted(view));
    return this;
  }

  int count(String selector) {
    return page.evaluate("document.querySelectorAll('%s').length".formatted(selector)).asInt();
  }

  /** The text of the first such element, or an empty one. */
  String text(String selector) {
    return page.evaluate("document.querySelector('%s')?.textContent ?? ''".formatted(selector))
        .asText();
  }

  @Override
  public void close() {
    page.close();
  }
}
