package io.openmeet.loadtest.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
 * of its session ("flat" sessions). All threads may use it.
 */
public final class DevTools implements AutoCloseable {
  /** The session of commands to the browser itself. */
  static final String BROWSER = "";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(20);

  /** How long a command may take. A busy machine needs some of it; a hanging page all. */
  private static final Duration COMMAND_PATIENCE = Duration.ofSeconds(60);

  private record Subscription(String session, String event) {}

  private final AtomicLong lastId = new AtomicLong();
  private final ConcurrentMap<Long, CompletableFuture<JsonNode>> pending =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Subscription, Consumer<JsonNode>> subscriptions =
      new ConcurrentHashMap<>();
  private final WebSocket socket;
  private volatile String closed;

  private DevTools(URI address) {
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .connectTimeout(CONNECT_PATIENCE)
            .buildAsync(address, new Receiver())
            .join();
  }

  /**
   * @param address {@code ws://127.0.0.1:<port>/devtools/browser/<id>}
   */
  static DevTools connect(URI address) {
    return new DevTools(address);
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
    socket.abort();
    fail("the connection was closed");
  }

  private void write(String session, long id, String method, Map<String, ?> parameters) {
    ObjectNode message = JSON.createObjectNode();
    message.put("id", id).put("method", method);
    if (!session.equals(BROWSER)) {
      message.put("sessionId", session);
    }
    message.set("params", JSON.valueToTree(parameters));
    // The JDK's socket takes one message at a time.
    synchronized (socket) {
      if (closed != null) {
        throw new BrowserException(method + ": " + closed);
      }
      socket.sendText(message.toString(), true).join();
    }
  }

  private void receive(String text) throws JsonProcessingException {
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
    closed = reason;
    pending.values().forEach(one -> one.completeExceptionally(new BrowserException(reason)));
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        String whole = message.toString();
        message.setLength(0);
        try {
          receive(whole);
        } catch (JsonProcessingException malformed) {
          fail("the browser sent something that is not JSON (" + malformed.getMessage() + ")");
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      fail("the browser closed the connection");
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      fail("the connection to the browser is broken (" + error + ")");
    }
  }
}
