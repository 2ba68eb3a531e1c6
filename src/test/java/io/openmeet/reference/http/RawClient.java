package io.openmeet.reference.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A client that sends any bytes, HTTP or not. For tests. */
public final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MS = 10_000;

  /**
   * @param headers by lower-case names
   */
  public record Reply(int status, Map<String, String> headers, String body) {
    /** The code of an error answer. */
    public String code() {
      return body.replaceFirst("(?s).*\"code\":\"([a-z_]+)\".*", "$1");
    }
  }

  private final Socket socket;
  private final InputStream input;

  /**
   * @param receiveBytes the kernel's receive buffer; 0 keeps the default
   */
  public RawClient(String baseUrl, int receiveBytes) {
    try {
      socket = new Socket();
      if (receiveBytes > 0) {
        socket.setReceiveBufferSize(receiveBytes);
      }
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(new InetSocketAddress("127.0.0.1", URI.create(baseUrl).getPort()));
      input = new BufferedInputStream(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawClient(String baseUrl) {
    this(baseUrl, 0);
  }

  public RawClient send(String latin1) {
    return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** False when the connection broke before all was sent. */
  public boolean trySend(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (IOException broken) {
      return false;
    }
  }

  public RawClient send(byte[] bytes) {
    if (!trySend(bytes)) {
      throw new AssertionError("the server closed the connection");
    }
    return this;
  }

  /** Ends the output: no more bytes follow. */
  public RawClient endOutput() {
    try {
      socket.shutdownOutput();
    } catch (IOException broken) {
      // The output has ended already.
    }
    return this;
  }

  /** The next answer, or null when the connection was closed instead. */
  public Reply reply() {
    try {
      String head = head();
      if (head == null) {
        return null;
      }
      Map<String, String> headers = new HashMap<>();
      String[] lines = head.split("\r\n");
      for (int i = 1; i < lines.length; i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(input.readNBytes(length), StandardCharsets.UTF_8);
      return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
    } catch (SocketException reset) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One byte, or -1 when the connection was closed. */
  public int read() {
    try {
      return input.read();
    } catch (SocketException reset) {
      return -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the server closes the connection; what it still sends is dropped. */
  public void awaitClosed() {
    while (read() >= 0) {
      // dropped
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != 0x0d0a0d0a) {
      int next = input.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      last = last << 8 | next;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }
}
