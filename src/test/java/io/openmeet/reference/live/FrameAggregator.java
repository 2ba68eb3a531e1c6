package io.openmeet.reference.live;

import io.openmeet.reference.http.Utf8;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Joins a socket's frames to messages. Vert.x 5.0.10 can do this too, but it accepts texts that are
 * not UTF-8, and misreads a message that begins with an empty fragment.
 */
final class FrameAggregator {
  /** Status codes of RFC 6455 (7.4.1). */
  private static final short NOT_UTF8 = 1007;

  private static final short TOO_LARGE = 1009;

  /** Ends the connection. */
  @FunctionalInterface
  interface Refusal {
    void close(short status, String reason);
  }

  private final int largestBytes;
  private final Consumer<String> texts;
  private final Runnable binaries;
  private final Refusal refusal;
  private Buffer begun;
  private boolean isText;
  private boolean isOver;

  /**
   * @param largestBytes of a message
   * @param binaries called for each message that is not text
   */
  FrameAggregator(int largestBytes, Consumer<String> texts, Runnable binaries, Refusal refusal) {
    this.largestBytes = largestBytes;
    this.texts = texts;
    this.binaries = binaries;
    this.refusal = refusal;
  }

  /** Ignores control frames, which may come between the frames of a message. */
  void receive(WebSocketFrame frame) {
    if (isOver) {
      return;
    }
    if (frame.isText() || frame.isBinary()) {
      begun = Buffer.buffer();
      isText = frame.isText();
    } else if (!frame.isContinuation() || begun == null) {
      return;
    }
    begun.appendBuffer(frame.binaryData());
    if (begun.length() > largestBytes) {
      refuse(TOO_LARGE, "The message is too large.");
    } else if (frame.isFinal()) {
      Buffer whole = begun;
      begun = null;
      handle(whole.getBytes());
    }
  }

  private void handle(byte[] whole) {
    if (!isText) {
      binaries.run();
      return;
    }
    Optional<String> text = Utf8.text(whole, 0, whole.length);
    if (text.isPresent()) {
      texts.accept(text.get());
    } else {
      refuse(NOT_UTF8, "The text is not UTF-8.");
    }
  }

  private void refuse(short status, String reason) {
    isOver = true;
    begun = null;
    refusal.close(status, reason);
  }
}
