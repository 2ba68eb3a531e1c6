package io.openmeet.reference.http;

import io.netty.handler.codec.DateFormatter;
import java.util.Date;
import java.util.concurrent.TimeUnit;

/**
 * The {@code Date} header (RFC 9110, section 6.6.1). Clients compare their clocks with it, so it
 * changes exactly when a second begins; its text is made once a second.
 */
final class HttpDate {
  private record Second(long number, CharSequence text) {}

  private static volatile Second latest = new Second(-1, "");

  private HttpDate() {}

  static CharSequence now() {
    return at(System.currentTimeMillis());
  }

  static CharSequence at(long epochMs) {
    long number = TimeUnit.MILLISECONDS.toSeconds(epochMs);
    Second known = latest;
    if (known.number() != number) {
      known = new Second(number, DateFormatter.format(new Date(epochMs)));
      latest = known;
    }
    return known.text();
  }
}
