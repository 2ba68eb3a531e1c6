package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A connection to a browser by the <a
 * href="https://chromedevtools.github.io/devtools-protocol/">DevTools protocol</a>: commands with
 * their answers, and events. One connection serves all pages; the messages of a page carry the id
 * of its session ("flat" sessions). Each message is JSON with a byte 0 at its end, as Chromium's
 * option {@code --remote-debugging-pipe} has them. All threads may use it.
 */
public final class DevTools implements AutoCloseable {
  /** The session of commands to the browser itself. */
  static final String BROWSER = "";

  private static final int END_OF_MESSAGE = 0;
  private static final String ENDED = "the browser has ended";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How long a command may take. A busy machine needs some of it; a hanging page all. */
  private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

  private record Subscription(String session, String event) {}

  private final AtomicLong lastId = new AtomicLong();
  private final ConcurrentMap<Long, CompletableFuture<JsonNode>> pending =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Subscription, Consumer<JsonNode>> subscriptions =
      new ConcurrentHashMap<>();
  private final OutputStream commands;
  private volatile String closed;

  /**
   * @param answers and events of the browser, until it ends
   */
  DevTools(OutputStream commands, InputStream answers) {
    this.commands = commands;
    Thread reader = new Thread(() -> read(answers), "answers of the browser");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Sends a command and waits for its result.
   *
   * @param session of the page, or {@link #BROWSER}
   * @throws BrowserException when the browser refuses the command, does not answer in time or is
   *     gone
   */
  JsonNode send(String session, String method, Map<String, ?> parameters) {
    long id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    try {
      write(session, id, method, parameters);
      return answer.get(COMMAND_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failure) {
      throw new BrowserException(method + ": " + failure.getCause().getMessage());
    } catch (TimeoutException late) {
      throw new BrowserException(
          method + ": no answer within " + COMMAND_PATIENCE.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new BrowserException(method + ": interrupted", interrupted);
    } finally {
      pending.remove(id);
    }
  }

  /**
   * Calls a handler for each such event, until another one replaces it or the session is forgotten.
   *
   * @param handler gets the event's parameters; it must neither block nor send
   */
  void on(String session, String event, Consumer<JsonNode> handler) {
    subscriptions.put(new Subscription(session, event), handler);
  }

  /** Ends the subscriptions of a session. */
  void forget(String session) {
    subscriptions.keySet().removeIf(subscription -> subscription.session().equals(session));
  }

  @Override
  public void close() {
    fail("the connection was closed");
    try {
      // The browser ends when nobody can send commands any more.
      commands.close();
    } catch (IOException gone) {
      // It has ended already.
    }
  }

  private void write(String session, long id, String method, Map<String, ?> parameters) {
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method);
    if (!session.equals(BROWSER)) {
      message.put("sessionId", session);
    }
    message.set("params", JSON.valueToTree(parameters));
    byte[] text = message.toString().getBytes(StandardCharsets.UTF_8);
    synchronized (commands) {
      if (closed != null) {
        throw new BrowserException(method + ": " + closed);
      }
      try {
        commands.write(text);
        commands.write(END_OF_MESSAGE);
        commands.flush();
      } catch (IOException gone) {
        throw new BrowserException(method + ": " + ENDED, gone);
      }
    }
  }

  private void read(InputStream answers) {
    try (InputStream in = new BufferedInputStream(answers)) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == END_OF_MESSAGE) {
          receive(message.toByteArray());
          message.reset();
        } else {
          message.write(next);
        }
      }
      fail(ENDED);
    } catch (JsonProcessingException malformed) {
      fail("the browser sent something that is not JSON (" + malformed.getMessage() + ")");
    } catch (IOException broken) {
      fail(ENDED);
    }
  }

  private void receive(byte[] text) throws IOException {
    JsonNode message = JSON.readTree(text);
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = pending.get(message.path("id").asLong());
      if (answer == null) {
        return;
      }
      if (message.has("error")) {
        answer.completeExceptionally(
            new BrowserException(message.path("error").path("message").asText()));
      } else {
        answer.complete(message.path("result"));
      }
    } else {
      String session = message.path("sessionId").asText(BROWSER);
      Consumer<JsonNode> handler =
          subscriptions.get(new Subscription(session, message.path("method").asText()));
      if (handler != null) {
        handler.accept(message.path("params"));
      }
    }
  }

  private void fail(String reason) {
    closed = closed == null ? reason : closed;
    pending.values().forEach(one -> one.completeExceptionally(new BrowserException(reason)));
  }
}
