package io.openmeet.loadtest.statistics;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The measured window, for files.
 *
 * @param start in UTC, such as 2026-05-04T03:02:01.000Z
 * @param end the same; excluded
 * @param seconds its length
 */
public record WindowFigures(String start, String end, double seconds) {
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  public static WindowFigures of(Window window) {
    return new WindowFigures(
        timestamp(window.startMs()), timestamp(window.endMs()), window.seconds());
  }

  /** Such as {@link #start}. */
  public static String timestamp(long epochMs) {
    return UTC.format(Instant.ofEpochMilli(epochMs));
  }
}
