package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.dashboard.remotewrite.RemoteWriter;
import io.openmeet.loadtest.injector.InjectorMonitor;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.DashboardSettings;
import io.openmeet.loadtest.settings.RemoteWriteSettings;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows a run while it goes on: a page at {@code /}, metrics for Prometheus at {@code /metrics},
 * and the same metrics sent to a Prometheus. A failure here after the start is printed once and
 * does not affect the run.
 */
public final class Dashboard implements AutoCloseable {
  private final Consumer<String> console;
  private final Duration linger;
  private final Readers readers = new Readers();
  private final DashboardPages pages;
  private final DashboardServer server;
  private final Optional<RemoteWriter> remote;
  private volatile boolean over;
  private Optional<LogFollower> follower = Optional.empty();
  private Optional<ObservationPoller> poller = Optional.empty();

  private Dashboard(
      DashboardSettings settings,
      Optional<RemoteWriteSettings> remoteWrite,
      Consumer<String> console) {
    this.console = console;
    this.linger = settings.linger();
    this.pages = settings.on() ? new DashboardPages(readers) : null;
    this.server = settings.on() ? bind(settings) : null;
    this.remote = remoteWrite.map(to -> RemoteWriter.start(to, console));
  }

  /**
   * Starts to serve, and to send; there are no figures yet.
   *
   * @param remoteWrite where to send the figures; empty: nowhere
   * @param console prints the address
   * @throws ConfigurationException when the configured address or port is not available
   */
  public static Dashboard open(
      DashboardSettings settings,
      Optional<RemoteWriteSettings> remoteWrite,
      Consumer<String> console) {
    return new Dashboard(settings, remoteWrite, console);
  }

  private DashboardServer bind(DashboardSettings settings) {
    InetAddress host = address(settings.host().orElse(DashboardSettings.USUAL_HOST));
    AllowedHosts hosts = new AllowedHosts(settings.host(), settings.allowedHosts());
    int wanted = settings.port().orElse(DashboardSettings.USUAL_PORT);
    try {
      return announced(
          new DashboardServer(new InetSocketAddress(host, wanted), pages, hosts), host, "");
    } catch (BindException taken) {
      if (settings.port().isPresent()) {
        throw new ConfigurationException(
            "-Dmetrics.port: expected a free port, but %d on %s is not available (%s); choose another, or 0 for any."
                .formatted(wanted, host.getHostAddress(), taken.getMessage()),
            taken);
      }
    } catch (IOException failed) {
      throw unusable(host, failed);
    }
    try {
      return announced(
          new DashboardServer(new InetSocketAddress(host, 0), pages, hosts),
          host,
          " (port %d is taken)".formatted(wanted));
    } catch (IOException failed) {
      throw unusable(host, failed);
    }
  }

  /** Prints the server's address, and returns the server. */
  private DashboardServer announced(DashboardServer bound, InetAddress host, String note) {
    String name = host.getHostAddress();
    console.accept(
        "Watch it live: http://%s:%d/%s"
            .formatted(name.contains(":") ? "[" + name + "]" : name, bound.port(), note));
    return bound;
  }

  private static InetAddress address(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException unknown) {
      throw new ConfigurationException(
          "-Dmetrics.host: expected an address of this machine, found \"%s\".".formatted(host),
          unknown);
    }
  }

  private static ConfigurationException unusable(InetAddress host, IOException failed) {
    return new ConfigurationException(
        "-Dmetrics.host: expected an address of this machine, but cannot listen on %s (%s)."
            .formatted(host.getHostAddress(), failed.getMessage()),
        failed);
  }

  /** The port of the dashboard; empty when it is off. */
  public Optional<Integer> port() {
    return Optional.ofNullable(server).map(DashboardServer::port);
  }

  /**
   * Follows the run; called when the load begins.
   *
   * @param log called every second until it returns the log's file
   * @param warmUp called every second before the window; returns the warm-up's progress in words
   * @param observed called every few seconds; returns values that the log does not have, by a
   *     service level's id
   * @param dropped called every second; returns the window's dropped arrivals so far
   */
  public void loadBegins(
      RunFacts run,
      Callable<Optional<Path>> log,
      InjectorMonitor monitor,
      Supplier<String> warmUp,
      Callable<Map<String, Measured>> observed,
      LongSupplier dropped) {
    if (server == null && remote.isEmpty()) {
      return;
    }
    ObservationPoller polling = new ObservationPoller(observed);
    LogFollower following =
        new LogFollower(
            new SnapshotCollector(run, System.currentTimeMillis(), monitor, warmUp, dropped),
            log,
            polling::latest,
            this::show,
            this::failed);
    poller = Optional.of(polling);
    follower = Optional.of(following);
    polling.start();
    following.start();
  }

  private void show(Snapshot latest) {
    if (pages != null) {
      pages.show(latest);
    }
    remote.ifPresent(
        writer -> {
          writer.show(latest.atMs(), () -> PrometheusMetrics.of(latest));
          if (latest.end().isPresent()) {
            writer.end();
          }
        });
  }

  private void failed(Throwable failure) {
    String reason = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    if (pages != null) {
      pages.fail(reason);
    }
    remote.ifPresent(RemoteWriter::end);
    console.accept("The dashboard has ended; the run goes on: " + reason);
  }

  /** Sets the measured window; must be called before it opens. */
  public void windowKnown(Window window) {
    follower.ifPresent(following -> following.windowKnown(window));
  }

  /**
   * Called when the log is complete and judged. After this call, all served figures are final, and
   * they are being sent.
   */
  public void loadOver(FinalOutcome end) {
    over = true;
    poller.ifPresent(ObservationPoller::close);
    try {
      if (follower.isPresent()) {
        follower.get().finish(end);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Stops serving and sending. First it waits a moment until the last figures are sent and, after a
   * judged run, for readers that have not seen the end yet.
   */
  @Override
  public void close() {
    remote.ifPresent(RemoteWriter::close);
    if (server == null) {
      return;
    }
    try {
      if (over) {
        readers.awaitEndSeen(linger);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }
}
