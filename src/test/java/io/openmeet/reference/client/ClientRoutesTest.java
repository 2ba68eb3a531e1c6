package io.openmeet.reference.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient;
import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.RunningApi;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRoutesTest {
  private static final Pattern ADDRESS = Pattern.compile("(?:src|href)=\"(/client/[^\"]+)\"");
  private static final Pattern IMPORT = Pattern.compile("(?:from |import\\()'\\./([a-z-]+\\.js)'");

  private final ApiClient client = RunningApi.shared().client();

  @Test
  void everyFileThatThePageAndItsModulesNameIsThereAndKeptForEver() {
    Answer page = client.get("/", null);
    assertEquals("text/html; charset=utf-8", page.header("content-type"));
    assertEquals("no-cache", page.header("cache-control"));
    Deque<String> waiting = new ArrayDeque<>();
    Matcher addresses = ADDRESS.matcher(page.text());
    while (addresses.find()) {
      waiting.add(addresses.group(1));
    }
    Set<String> seen = new TreeSet<>();
    while (!waiting.isEmpty()) {
      String address = waiting.remove();
      if (!seen.add(address)) {
        continue;
      }
      Answer file = client.get(address, null);
      assertEquals(200, file.status(), address);
      assertEquals("public, max-age=31536000, immutable", file.header("cache-control"));
      Matcher imports = IMPORT.matcher(file.text());
      while (imports.find()) {
        waiting.add(address.substring(0, address.lastIndexOf('/') + 1) + imports.group(1));
      }
    }
    // 14 modules of our own, web-vitals, the style and the icon.
    assertEquals(17, seen.size(), seen::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "style.css", "main.js", "icon.svg", "cover"})
  void everyAnswerHasTheHeadersThatKeepForeignScriptsOut(String what) {
    Answer answer = client.get(address(what), null);
    String policy = answer.header("content-security-policy");
    for (String part :
        new String[] {
          "default-src 'none'",
          "script-src 'self'",
          "frame-ancestors 'none'",
          "base-uri 'none'",
          "require-trusted-types-for 'script'"
        }) {
      assertTrue(policy.contains(part), policy);
    }
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals("nosniff", answer.header("x-content-type-options"));
    assertEquals("no-referrer", answer.header("referrer-policy"));
  }

  @Test
  void theFirstPageHasNoScriptOrStyleOfItsOwn() {
    String page = client.get("/", null).text();
    assertFalse(
        Pattern.compile("<script(?![^>]*src=)|<style|style=|\\son[a-z]+=").matcher(page).find());
  }

  @Test
  void filesAreCompressedAndNotSentAgain() {
    String address = address("style.css");
    Answer compressed =
        client.send(client.request(address, null).header("Accept-Encoding", "gzip").GET());
    assertEquals("gzip", compressed.header("content-encoding"));
    assertEquals("Accept-Encoding", compressed.header("vary"));
    Answer known =
        client.send(
            client.request(address, null).header("If-None-Match", compressed.header("etag")).GET());
    assertEquals(304, known.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client/VERSION/index.html",
        "/client/VERSION/README.md",
        "/client/VERSION/..%2Fseed.sql",
        "/client/VERSION/..%2f..%2freference%2fseed.sql",
        "/client/VERSION/web-vitals%2Fweb-vitals.js",
        "/client/VERSION/",
        "/client/000000000000/main.js",
        "/client/../reference/seed.sql",
        "/client/covers/1.png",
        "/client/covers/%3Csvg%3E.png",
        "/client/covers/b0a4b7de-7d53-4f3c-8f0c-2f3a8b3f3f3f.svg"
      })
  void nothingElseIsServed(String path) {
    Answer answer = client.get(path.replace("VERSION", version()), null);
    assertEquals(404, answer.status());
    assertEquals("not_found", answer.errorCode());
  }

  @Test
  void anIdAlwaysHasTheSamePictureAndAnotherIdAnotherOne() throws IOException {
    UUID id = UUID.randomUUID();
    BufferedImage picture = pictureOf(id);
    assertEquals(8, picture.getWidth());
    assertEquals(8, picture.getHeight());
    assertArrayEquals(pixels(picture), pixels(pictureOf(id)));
    assertFalse(Arrays.equals(pixels(picture), pixels(pictureOf(UUID.randomUUID()))));
  }

  private static BufferedImage pictureOf(UUID id) throws IOException {
    String address = RunningApi.shared().baseUrl() + "/client/covers/" + id + ".png";
    return ImageIO.read(URI.create(address).toURL());
  }

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private String address(String what) {
    return switch (what) {
      case "/" -> "/";
      case "cover" -> "/client/covers/" + new UUID(0, 1) + ".png";
      default -> "/client/" + version() + "/" + what;
    };
  }

  private String version() {
    Matcher address =
        Pattern.compile("/client/([0-9a-f]{12})/").matcher(client.get("/", null).text());
    assertTrue(address.find());
    return address.group(1);
  }
}
