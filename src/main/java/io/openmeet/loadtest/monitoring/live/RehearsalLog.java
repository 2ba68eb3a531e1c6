package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.simulationlog.LogDecoder;
import io.openmeet.loadtest.simulationlog.LogRun;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import io.openmeet.loadtest.simulationlog.LogWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A made-up simulation log in memory, which grows second by second and is decoded as it does. */
final class RehearsalLog {
  static final int REQUESTS_PER_SECOND = 1_000;

  private static final String SCENARIO = "Load";
  private static final List<String> REQUESTS = List.of("Read", "List", "Search", "Write");

  /** One of so many fails: that way of the code is taken too. */
  private static final int FAILURES = 50;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final LogDecoder decoder;
  private final LogWriter writer;
  private long atMs;

  /**
   * @param startMs epoch milliseconds of the first second
   */
  RehearsalLog(long startMs, LogVisitor visitor) throws IOException {
    atMs = startMs;
    decoder = new LogDecoder("the rehearsal's log", visitor);
    writer =
        new LogWriter(
            bytes, new LogRun("3.15.1", "Rehearsal", startMs, "", List.of(SCENARIO), List.of()));
  }

  /**
   * @param measured whether each user has a request that is logged, or, as in a warm-up, none
   */
  void nextSecond(boolean measured) throws IOException {
    for (int i = 0; i < REQUESTS_PER_SECOND; i++) {
      long startMs = atMs + i * 1000L / REQUESTS_PER_SECOND;
      long endMs = startMs + i % 10;
      boolean ok = i % FAILURES > 0;
      writer.user(0, true, startMs);
      if (measured) {
        String request = REQUESTS.get(i % REQUESTS.size());
        writer.request(List.of(), request, startMs, endMs, ok, ok ? "" : "found 503");
      }
      writer.user(0, false, endMs);
    }
    atMs += 1000;
    writer.flush();
    decoder.decode(ByteBuffer.wrap(bytes.toByteArray()));
    bytes.reset();
  }
}
