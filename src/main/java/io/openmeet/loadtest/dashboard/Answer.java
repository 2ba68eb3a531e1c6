package io.openmeet.loadtest.dashboard;

import java.nio.charset.StandardCharsets;

/** An HTTP answer to a reader. */
record Answer(int status, String contentType, byte[] body) {
  static Answer text(int status, String sentence) {
    return new Answer(
        status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
