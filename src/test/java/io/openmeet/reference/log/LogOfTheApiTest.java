package io.openmeet.reference.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.ApiClient.Session;
import io.openmeet.reference.RunningApi;
import io.openmeet.reference.database.DatabaseSession;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reference API's process writes to standard error. */
class LogOfTheApiTest {
  private static final int CLIENTS = 50;
  private static final String UNCACHED = "/recordings/" + new UUID(0, 0);

  @TempDir Path folder;

  @Test
  void clientsThatHangUpAndAStopUnderLoadAreNotLogged() throws IOException {
    Path log = folder.resolve("log");
    List<Socket> staying = new ArrayList<>();
    try (RunningApi api = start(log, "database-latency=300ms")) {
      Session session = api.client().loginAsUser(1);
      List<Socket> leaving = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        leaving.add(ask(api, session));
        staying.add(ask(api, session));
      }
      // After this answer the API has read all other requests and works on each client's first.
      api.client().get(UNCACHED, session);
      for (Socket socket : leaving) {
        // Closed with a reset.
        socket.setSoLinger(true, 0);
        socket.close();
      }
      api.client().get(UNCACHED, session);
    }
    for (Socket socket : staying) {
      socket.close();
    }

    assertEquals("", Files.readString(log));
  }

  @Test
  void aRepeatedFailureIsLoggedOnceAndCountedAtTheEnd() throws Exception {
    Path log = folder.resolve("log");
    try (RunningApi api = start(log, "none")) {
      Session session = api.client().loginAsUser(1);
      try (DatabaseSession database = new DatabaseSession(api)) {
        database.run("ALTER TABLE recordings RENAME TO elsewhere");
      }
      for (int i = 0; i < 3; i++) {
        // The database answers that the statement is wrong, so this is not an outage.
        assertEquals(500, api.client().get(UNCACHED, session).status());
      }
      assertEquals(1, events(log).size(), Files.readString(log));
    }

    List<String> events = events(log);
    assertEquals(2, events.size(), events.toString());
    assertTrue(events.get(0).endsWith("GET " + UNCACHED), events.get(0));
    assertTrue(events.get(1).endsWith("GET " + UNCACHED + " (3 times in all)"), events.get(1));
    assertTrue(Files.readString(log).contains("relation \"recordings\" does not exist (42P01)"));
  }

  @Test
  void clientsThatHangUpWithinABodyAreNotLogged() throws IOException {
    Path log = folder.resolve("log");
    try (RunningApi api = start(log, "none")) {
      Session session = api.client().loginAsUser(1);
      String request =
          "POST /meetings HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\nContent-Length: 9\r\n\r\n{"
              .formatted(session.token());
      for (int i = 0; i < CLIENTS; i++) {
        try (Socket socket = new Socket("127.0.0.1", URI.create(api.baseUrl()).getPort())) {
          socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        }
      }
      // After this answer the API has noticed that the other clients have gone.
      api.client().get(UNCACHED, session);
    }

    assertEquals("", Files.readString(log));
  }

  /** Without the stack traces. */
  private static List<String> events(Path log) throws IOException {
    return Files.readAllLines(log).stream()
        .filter(line -> line.matches("\\d{2}:\\d{2}:\\d{2}\\..*"))
        .toList();
  }

  /** Starts an API that writes standard error to that file and reports no statement as slow. */
  private static RunningApi start(Path log, String faults) {
    return RunningApi.launch(
        List.of("sh", "-c", "exec \"$@\" 2> '" + log + "'", "sh"),
        "slowQueryMs=60000",
        "faults=" + faults);
  }

  /** Sends three requests at once; the test does not read the answers. */
  private static Socket ask(RunningApi api, Session session) throws IOException {
    Socket socket = new Socket("127.0.0.1", URI.create(api.baseUrl()).getPort());
    OutputStream out = socket.getOutputStream();
    String request =
        "GET %s HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(UNCACHED, session.token());
    out.write(request.repeat(3).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
