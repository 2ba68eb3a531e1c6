package io.openmeet.reference.http;

import io.openmeet.reference.RunningApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An API and its raw clients, which are closed after each test. For tests. */
abstract class RawClients {
  static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";

  final RunningApi api;
  private final List<RawClient> open = new ArrayList<>();

  RawClients(RunningApi api) {
    this.api = api;
  }

  @AfterEach
  void close() {
    open.forEach(RawClient::close);
  }

  RawClient raw() {
    return raw(0);
  }

  /**
   * @param receiveBytes the kernel's receive buffer; 0 keeps the default
   */
  RawClient raw(int receiveBytes) {
    RawClient raw = new RawClient(api.baseUrl(), receiveBytes);
    open.add(raw);
    return raw;
  }

  static String get(String path, String header) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
  }
}
