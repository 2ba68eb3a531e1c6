package io.openmeet.loadtest.monitoring.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.openmeet.loadtest.settings.LiveSettings;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final long PATIENCE_SECONDS = 30;
  private static final List<Sla> SLAS = List.copyOf(SlaBook.standard().all());

  private static boolean isGoingOn() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().equals(Rehearsal.THREAD));
  }

  private static void awaitEnd() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (isGoingOn() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertFalse(isGoingOn());
  }

  @Test
  void endsByItselfWhenAllRunsArePerformed() {
    Rehearsal rehearsal = new Rehearsal(SLAS);
    rehearsal.start();
    awaitEnd();
    assertEquals(Rehearsal.RUNS, rehearsal.performed());
  }

  @Test
  void nothingOfItIsShownToThoseWhoWatchTheRun() throws Exception {
    LiveSettings anyPort =
        new LiveSettings(true, OptionalInt.of(0), Optional.empty(), Duration.ZERO);
    try (LiveMetrics live = LiveMetrics.open(anyPort, line -> {})) {
      live.rehearse(SLAS);
      awaitEnd();
      String address = "http://127.0.0.1:" + live.port().orElseThrow();
      assertEquals("{}", get(address + "/live.json"));
      assertFalse(get(address + "/metrics").contains("loadtest_"));
    }
  }

  private static String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
