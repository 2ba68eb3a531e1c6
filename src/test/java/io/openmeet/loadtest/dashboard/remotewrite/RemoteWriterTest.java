package io.openmeet.loadtest.dashboard.remotewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.dashboard.remotewrite.TimeSeries.Sample;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.RemoteWriteSettings;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RemoteWriterTest {
  private static final String TOKEN = "T0P-SECRET";
  private static final Duration PERIOD = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<String> console = new CopyOnWriteArrayList<>();

  private RemoteWriter start(URI address, Duration timeout) {
    return RemoteWriter.start(
        new RemoteWriteSettings(address, Optional.of(TOKEN), new InjectorShare(2, 4)),
        PERIOD,
        timeout,
        console::add);
  }

  private RemoteWriter start(LocalReceiver receiver) {
    return start(receiver.address(), PATIENCE);
  }

  private static void show(RemoteWriter writer, long atMs, double users) {
    writer.show(
        atMs,
        () ->
            new MetricSnapshots(
                GaugeSnapshot.builder()
                    .name("users")
                    .dataPoint(GaugeDataPointSnapshot.builder().value(users).build())
                    .build()));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not in time");
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static List<Sample> samples(LocalReceiver.Request request) {
    assertEquals(1, request.series().size());
    return request.series().get(0).samples();
  }

  @Test
  void sendsTheNewestFiguresAndAtTheEndTheLast() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver()) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 1_000, 5);
        await(() -> receiver.requests.size() == 1);
        show(writer, 2_000, 6);
        await(() -> receiver.requests.size() == 2);
        show(writer, 3_000, 7);
        writer.end();
      }

      assertEquals(List.of(Sample.of(5, 1_000)), samples(receiver.requests.get(0)));
      assertEquals(List.of(Sample.of(6, 2_000)), samples(receiver.requests.get(1)));
      LocalReceiver.Request last = receiver.requests.get(receiver.requests.size() - 1);
      assertEquals(List.of(Sample.of(7, 3_000), Sample.end(13_000)), samples(last));
      assertEquals(List.of(), console);
    }
  }

  @Test
  void aRequestIsThatOfAPrometheus() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver()) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 1_000, 5);
      }

      LocalReceiver.Request request = receiver.requests.get(0);
      assertEquals("snappy", request.headers().getFirst("Content-Encoding"));
      assertEquals("application/x-protobuf", request.headers().getFirst("Content-Type"));
      assertEquals("0.1.0", request.headers().getFirst("X-Prometheus-Remote-Write-Version"));
      assertEquals("Bearer " + TOKEN, request.headers().getFirst("Authorization"));
      assertEquals(
          "{__name__=users, instance=%s injector 2/4, job=loadtest}"
              .formatted(InetAddress.getLocalHost().getHostName()),
          request.series().get(0).labels().toString());
    }
  }

  @Test
  void sendsNothingWithoutFigures() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver()) {
      try (RemoteWriter writer = start(receiver)) {
        writer.show(1_000, MetricSnapshots::new);
      }

      assertEquals(List.of(), receiver.requests);
    }
  }

  /** A clock that was set back would make the receiver refuse everything until it has caught up. */
  @Test
  void timeNeverGoesBack() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver()) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 5_000, 5);
        await(() -> receiver.requests.size() == 1);
        show(writer, 3_000, 6);
        await(() -> receiver.requests.size() == 2);
      }

      assertEquals(List.of(Sample.of(6, 5_001)), samples(receiver.requests.get(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404})
  void aRefusalIsPrintedOnceAndNothingMoreIsSent(int code) throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(code, code, code)) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 1_000, 5);
        await(() -> !console.isEmpty());
        show(writer, 2_000, 6);
      }

      assertEquals(1, receiver.requests.size());
      assertEquals(
          List.of(
              "http://%s did not take the run's figures: it answered %d. Nothing more is sent; check the address and the token; the run goes on."
                  .formatted(receiver.address().getAuthority(), code)),
          console);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void whatFailsForAWhileIsPrintedOnceAndReplacedByNewerFigures(int code) throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(code, code)) {
      try (RemoteWriter writer = start(receiver)) {
        for (int number = 1; number <= 3; number++) {
          int requests = number;
          show(writer, 1_000 * number, number);
          await(() -> receiver.requests.size() == requests);
        }
      }

      assertEquals(List.of(Sample.of(3, 3_000)), samples(receiver.requests.get(2)));
      assertEquals(
          List.of(
              "http://%s did not take the run's figures: it answered %d. It is tried again with newer figures; the run goes on."
                  .formatted(receiver.address().getAuthority(), code)),
          console);
    }
  }

  @Test
  void theLastFiguresAreSentAgainIfTheyAreNotTaken() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(503, 503)) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 1_000, 5);
        writer.end();
      }

      assertEquals(
          List.of(Sample.of(5, 1_000), Sample.end(11_000)), samples(receiver.requests.get(2)));
      assertEquals(3, receiver.requests.size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {LocalReceiver.SILENCE, LocalReceiver.ENDLESS_BODY})
  void aReceiverThatHangsIsLeft(int answer) throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(answer)) {
      try (RemoteWriter writer = start(receiver.address(), Duration.ofMillis(300))) {
        show(writer, 1_000, 5);
        await(() -> !console.isEmpty());
        show(writer, 2_000, 6);
        await(() -> receiver.requests.size() >= 2);
      }

      assertTrue(console.get(0).contains("no answer in 300 ms"), console.get(0));
      assertEquals(1, console.size());
    }
  }

  /** The test's timeout is shorter than the request's. */
  @Test
  void theEndOfTheRunDoesNotWaitForAReceiverThatHangs() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(LocalReceiver.SILENCE)) {
      RemoteWriter writer = start(receiver.address(), Duration.ofMinutes(10));
      show(writer, 1_000, 5);
      await(() -> receiver.requests.size() == 1);

      writer.close();
    }
  }

  @Test
  void aReceiverThatIsDownIsPrintedOnce() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (RemoteWriter writer =
        start(URI.create("http://127.0.0.1:%d/api/v1/write".formatted(port)), PATIENCE)) {
      show(writer, 1_000, 5);
      await(() -> !console.isEmpty());
      show(writer, 2_000, 6);
    }

    assertEquals(
        List.of(
            "http://127.0.0.1:%d did not take the run's figures: ConnectException. It is tried again with newer figures; the run goes on."
                .formatted(port)),
        console);
  }

  /** The local receiver repeats all headers of a request in its refusal. */
  @Test
  void theTokenIsNotPrinted() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver(400)) {
      try (RemoteWriter writer = start(receiver)) {
        show(writer, 1_000, 5);
        await(() -> !console.isEmpty());
      }
    }

    assertFalse(console.toString().contains(TOKEN), console.toString());
  }

  /** Figures that cannot be made are a mistake of this project; the run goes on all the same. */
  @Test
  void aFailureOfItsOwnIsPrintedOnce() throws Exception {
    try (LocalReceiver receiver = new LocalReceiver();
        RemoteWriter writer = start(receiver)) {
      writer.show(
          1_000,
          () -> {
            throw new IllegalStateException("no figures");
          });
      await(() -> !console.isEmpty());

      assertTrue(console.get(0).contains("no figures. Nothing more is sent"), console.get(0));
    }
  }
}
