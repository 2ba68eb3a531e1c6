package io.openmeet.reference.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openmeet.reference.ApiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** One connection to the live events. For tests. */
public final class LiveClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 5;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private WebSocket socket;

  public static LiveClient connect(String baseUrl, ApiClient.Session session) {
    return connectWith(baseUrl, "Bearer " + session.token());
  }

  /** As a browser does, whose scripts can set no header but the subprotocols. */
  static LiveClient connectFromBrowser(String baseUrl, String token) {
    LiveClient client = new LiveClient();
    client.socket =
        HTTP.newWebSocketBuilder()
            .subprotocols("openmeet", "bearer." + token)
            .buildAsync(
                URI.create(baseUrl.replace("http:", "ws:") + "/live"), client.new Listener())
            .join();
    return client;
  }

  /** What the server chose; empty if nothing. */
  String subprotocol() {
    return socket.getSubprotocol();
  }

  static LiveClient connectWith(String baseUrl, String authorization) {
    LiveClient client = new LiveClient();
    client.socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", authorization)
            .buildAsync(
                URI.create(baseUrl.replace("http:", "ws:") + "/live"), client.new Listener())
            .join();
    return client;
  }

  public void send(String text) {
    socket.sendText(text, true).join();
  }

  public JsonNode next() {
    try {
      String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return JSON.readTree(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  boolean nothingWaits() {
    return messages.isEmpty();
  }

  /** The status with which the server closes the connection. */
  public int closeStatus() {
    return closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    closed.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      closed.complete(statusCode);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      closed.completeExceptionally(error);
    }
  }
}
