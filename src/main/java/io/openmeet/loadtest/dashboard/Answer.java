package io.openmeet.loadtest.dashboard;

import java.nio.charset.StandardCharsets;

/**
 * An HTTP answer to a reader.
 *
 * @param whenSent called when the reader can have the whole answer
 */
record Answer(int status, String contentType, byte[] body, Runnable whenSent) {
  Answer(int status, String contentType, byte[] body) {
    this(status, contentType, body, () -> {});
  }

  Answer whenSent(Runnable action) {
    return new Answer(status, contentType, body, action);
  }

  static Answer text(int status, String sentence) {
    return new Answer(
        status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
