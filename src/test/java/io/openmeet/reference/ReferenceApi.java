package io.openmeet.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openmeet.reference.log.FirstOfEachKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The reference API's main class. It prints one line of JSON on standard output: that it is ready
 * and where, or that it failed and why. Everything else goes to standard error. See the README in
 * this folder.
 */
public final class ReferenceApi {
  private static final int FAILED = 1;

  private ReferenceApi() {}

  public static void main(String[] arguments) {
    // Only the one line may go to standard output: the program that started the API reads it.
    PrintStream handshake = System.out;
    // Output for programs has ASCII digits, whatever the user's language.
    Locale.setDefault(Locale.ROOT);
    System.setOut(System.err);
    // Logback reads this once, before the first line.
    System.setProperty("logback.configurationFile", "reference/logback.xml");
    try {
      ReferenceSettings settings = ReferenceSettings.read(System.getProperties());
      ApiServer server = ApiServer.start(settings);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      handshake.println(ready(server));
      handshake.flush();
      if (settings.stopWithStdin()) {
        stopWithStdin();
      } else {
        System.err.printf(
            "The reference API runs at %s; log in as %s. Ctrl-C stops it.%n",
            server.baseUrl(), server.sampleAccount());
      }
    } catch (CannotStart failure) {
      handshake.println(failed(failure));
      handshake.flush();
      System.exit(FAILED);
    }
  }

  private static void stop(ApiServer server) {
    // Failures from now on are caused by the stop itself.
    FirstOfEachKind.end();
    server.close();
  }

  private static String ready(ApiServer server) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("event", "ready");
    message.put("baseUrl", server.baseUrl());
    message.put("pid", ProcessHandle.current().pid());
    message.put("childPids", server.childPids());
    message.put(
        "startedInMs",
        System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime());
    return json(message);
  }

  private static String failed(CannotStart failure) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("event", "failed");
    message.put("message", failure.getMessage());
    return json(message);
  }

  private static void stopWithStdin() {
    Thread thread =
        new Thread(
            () -> {
              try (InputStream stdin = System.in) {
                stdin.transferTo(OutputStream.nullOutputStream());
              } catch (IOException broken) {
                // A broken pipe also means that the program that started the API is gone.
              }
              System.exit(0);
            },
            "stdin");
    thread.setDaemon(true);
    thread.start();
  }

  private static String json(Map<String, ?> message) {
    try {
      return new ObjectMapper().writeValueAsString(message);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
