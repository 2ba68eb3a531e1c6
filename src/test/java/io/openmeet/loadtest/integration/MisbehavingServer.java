package io.openmeet.loadtest.integration;

import io.openmeet.loadtest.integration.KnownServer.Answer;
import io.openmeet.loadtest.integration.KnownServer.Behaviour;
import io.openmeet.loadtest.integration.KnownServer.Fate;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Ways in which a target fails an open model, and a process that fails in one of them; {@code
 * ci/bench/overload} starts it.
 */
public final class MisbehavingServer {
  private static final long SLOW_MS = 20_000;

  /** The middle of the window in the profile quick, with a warm-up of 5 s at most. */
  private static final double MIDDLE_SECONDS = 38;

  private MisbehavingServer() {}

  static Behaviour neverAnswers() {
    return (number, seconds) -> Answer.none(Fate.LEFT_WAITING);
  }

  static Behaviour resetsConnections() {
    return (number, seconds) -> Answer.none(Fate.RESET);
  }

  /**
   * @param at seconds after its first request
   */
  static Behaviour stopsListening(double at) {
    return (number, seconds) -> seconds < at ? Answer.AT_ONCE : Answer.none(Fate.SERVER_CLOSED);
  }

  /** Prints its address, and stops when its standard input ends. */
  public static void main(String[] arguments) throws IOException {
    try (KnownServer server = new KnownServer(named(arguments[0]))) {
      System.out.println(server.baseUrl());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private static Behaviour named(String name) {
    return switch (name) {
      case "never-answers" -> neverAnswers();
      case "answers-after-20s" -> (number, seconds) -> new Answer(200, SLOW_MS);
      case "resets-connections" -> resetsConnections();
      case "stops-listening" -> stopsListening(MIDDLE_SECONDS);
      default ->
          throw new IllegalArgumentException(
              "expected never-answers, answers-after-20s, resets-connections or stops-listening, found "
                  + name);
    };
  }
}
