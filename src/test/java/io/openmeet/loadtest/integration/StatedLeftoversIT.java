package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a run prints about what it leaves. An address of this machine other than loopback stands for
 * another host; its packets never leave the machine.
 */
class StatedLeftoversIT {
  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdown();
  }

  @Test
  void isStatedBeforeTheLoadOnAnotherHost() throws Exception {
    Optional<InetAddress> own =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
            .findFirst();
    assumeTrue(own.isPresent(), "this machine has only loopback");

    List<String> lines = run(own.get()).output().lines().map(String::strip).toList();

    int stated =
        lines.indexOf("It leaves at the target: crumbs. docs/adopt.md says how to remove it.");
    int began = lines.indexOf("Error rate < 1.00 %");
    assertTrue(began >= 0 && stated == began + 1, () -> String.join("\n", lines));
  }

  @Test
  void isNotStatedOnThisMachine() throws Exception {
    assertEquals(List.of(), run(InetAddress.getLoopbackAddress()).lines("It leaves at the target"));
  }

  private ForkedSimulation.Result run(InetAddress address) throws Exception {
    server = HttpServer.create(new InetSocketAddress(address, 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    return ForkedSimulation.run(
        ForkedSimulation.command(
            LeavingSimulation.class,
            folder,
            Map.of(
                "baseUrl",
                "http://%s:%d".formatted(address.getHostAddress(), server.getAddress().getPort()),
                "allowTarget",
                address.getHostAddress(),
                "target.metrics",
                "none",
                "metrics.port",
                "off",
                "loadtest.noReports",
                "true")),
        folder);
  }
}
