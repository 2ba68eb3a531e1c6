package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Mouse and keyboard of a page's user. The browser cannot tell these events from a person's. */
final class Hands {
  private static final int SHIFT = 8;
  private static final String SHIFT_AND = "Shift+";

  /** Key codes that pages and the browser itself still go by; Enter and Space also write a text. */
  private enum Key {
    Enter(13, "\r"),
    Tab(9, ""),
    Escape(27, ""),
    Backspace(8, ""),
    Space(32, " "),
    PageUp(33, ""),
    PageDown(34, ""),
    End(35, ""),
    Home(36, ""),
    ArrowLeft(37, ""),
    ArrowUp(38, ""),
    ArrowRight(39, ""),
    ArrowDown(40, "");

    private final int code;
    private final String text;

    Key(int code, String text) {
      this.code = code;
      this.text = text;
    }
  }

  private final Page page;
  private double x;
  private double y;

  Hands(Page page) {
    this.page = page;
  }

  void hover(String selector) {
    moveTo(selector, "found");
  }

  void click(String selector) {
    moveTo(selector, "found && !found.disabled");
    mouse("mousePressed", Map.of("button", "left", "buttons", 1, "clickCount", 1));
    mouse("mouseReleased", Map.of("button", "left", "buttons", 0, "clickCount", 1));
  }

  void wheel(double pixelsDown) {
    mouse("mouseWheel", Map.of("deltaX", 0, "deltaY", pixelsDown));
  }

  void type(String text) {
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            character -> {
              key("keyDown", Map.of("key", character, "text", character));
              key("keyUp", Map.of("key", character));
            });
  }

  void press(String name) {
    boolean shift = name.startsWith(SHIFT_AND);
    Key key = Key.valueOf(shift ? name.substring(SHIFT_AND.length()) : name);
    Map<String, Object> event = new HashMap<>();
    event.put("key", key == Key.Space ? " " : key.name());
    event.put("code", key.name());
    event.put("windowsVirtualKeyCode", key.code);
    event.put("modifiers", shift ? SHIFT : 0);
    Map<String, Object> down = new HashMap<>(event);
    if (!key.text.isEmpty()) {
      down.put("text", key.text);
    }
    key(key.text.isEmpty() ? "rawKeyDown" : "keyDown", down);
    key("keyUp", event);
  }

  /** Scrolls to an element and puts the mouse on the middle of it. */
  private void moveTo(String selector, String ready) {
    String found =
        "(() => { const found = document.querySelector(%s); return found && found.getClientRects().length > 0 && (%s) ? found : null; })()"
            .formatted(Page.text(selector), ready);
    page.waitFor(found);
    JsonNode middle =
        page.evaluate(
            """
            (() => {
              const found = %s;
              found.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
              const box = found.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            })()"""
                .formatted(found));
    x = middle.path("x").asDouble();
    y = middle.path("y").asDouble();
    mouse("mouseMoved", Map.of());
  }

  private void mouse(String type, Map<String, ?> more) {
    Map<String, Object> event = new HashMap<>(more);
    event.put("type", type);
    event.put("x", x);
    event.put("y", y);
    page.command("Input.dispatchMouseEvent", event);
  }

  private void key(String type, Map<String, ?> more) {
    Map<String, Object> event = new HashMap<>(more);
    event.put("type", type);
    page.command("Input.dispatchKeyEvent", event);
  }
}
