package io.openmeet.loadtest.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Readers of a dashboard that hang: some never finish their request, others never read their
 * answers.
 */
final class HangingReaders {
  private static final int EACH_WAY = 12;
  static final int COUNT = 2 * EACH_WAY;

  private static final byte[] HALF_A_REQUEST =
      "GET /metrics HTTP/1.1\r\nHost: local".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] REQUESTS =
      "GET /uPlot.iife.min.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
          .repeat(200)
          .getBytes(StandardCharsets.US_ASCII);

  private final List<Socket> sockets = new ArrayList<>();

  private HangingReaders() {}

  /** Opens the connections and sends the requests. */
  static HangingReaders of(URI dashboard) throws IOException {
    HangingReaders readers = new HangingReaders();
    for (int i = 0; i < EACH_WAY; i++) {
      readers.send(HALF_A_REQUEST, dashboard);
      readers.send(REQUESTS, dashboard);
    }
    return readers;
  }

  private void send(byte[] bytes, URI dashboard) throws IOException {
    Socket socket = new Socket();
    sockets.add(socket);
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(1_000);
    socket.connect(new InetSocketAddress(dashboard.getHost(), dashboard.getPort()), 5_000);
    socket.getOutputStream().write(bytes);
  }

  /**
   * Counts the readers that the run has dropped; a second call counts none. It counts only while
   * the run goes on, because its end closes all connections.
   */
  int countDropped(Process injector) {
    int dropped = 0;
    for (Socket socket : sockets) {
      dropped += injector.isAlive() && isDropped(socket) ? 1 : 0;
    }
    sockets.clear();
    return dropped;
  }

  /** Reads until the connection ends; if it stays open, the read times out. */
  private static boolean isDropped(Socket socket) {
    try (socket;
        InputStream in = socket.getInputStream()) {
      in.transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
