package io.openmeet.loadtest.monitoring.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.monitoring.InjectorMonitor;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.Window;
import io.openmeet.loadtest.settings.LiveSettings;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
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

  private static Window opensAfterMs(long ms) {
    long startMs = System.currentTimeMillis() + ms;
    return new Window(startMs, startMs + 60_000);
  }

  @Test
  void allItsRunsArePerformedBeforeTheWindowOpens() {
    Window window = opensAfterMs(Rehearsal.BEFORE_WINDOW_MS + 100);
    Rehearsal rehearsal = new Rehearsal(SLAS);
    rehearsal.planBefore(window);
    awaitEnd();
    assertEquals(Rehearsal.RUNS, rehearsal.performed());
    assertTrue(System.currentTimeMillis() < window.startMs());
  }

  @Test
  void aShortWarmUpGoesWithoutIt() {
    new Rehearsal(SLAS).planBefore(opensAfterMs(Rehearsal.BEFORE_WINDOW_MS - 1));
    assertFalse(isGoingOn());
  }

  @Test
  void nothingOfItIsShownToThoseWhoWatchTheRun() throws Exception {
    LiveSettings anyPort =
        new LiveSettings(true, OptionalInt.of(0), Optional.empty(), Duration.ZERO);
    LiveRun run =
        new LiveRun(
            "ApiSimulation",
            "weekly",
            "http://127.0.0.1:8080",
            SLAS,
            Optional.empty(),
            OptionalDouble.empty(),
            Set.of(),
            List.of());
    try (LiveMetrics live = LiveMetrics.open(anyPort, line -> {})) {
      live.loadBegins(run, Optional::empty, new InjectorMonitor(), Map::of, () -> 0);
      live.windowKnown(opensAfterMs(Rehearsal.BEFORE_WINDOW_MS + 100));
      assertTrue(isGoingOn());
      awaitEnd();
      String metrics = get("http://127.0.0.1:" + live.port().orElseThrow() + "/metrics");
      assertTrue(metrics.contains("simulation=\"ApiSimulation\""), metrics);
      assertFalse(metrics.contains("loadtest_requests_total{"), metrics);
      assertFalse(metrics.contains("Rehearsal"), metrics);
      live.loadOver(new LiveEnd(RunVerdict.INVALID, List.of(), List.of(), ""));
    }
  }

  private static String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
