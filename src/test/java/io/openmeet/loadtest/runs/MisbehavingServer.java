package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.runs.KnownServer.Answer;
import io.openmeet.loadtest.runs.KnownServer.Behaviour;
import io.openmeet.loadtest.runs.KnownServer.Fate;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Ways in which a target fails an open model, and a process that does so: {@code ci/bench/overload}
 * starts it with one of them.
 */
public final class MisbehavingServer {
  private static final long SLOW_MS = 20_000;

  /** In the window of a run in the profile quick whose warm-up lasts 5 s at most. */
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
    return (number, seconds) -> seconds < at ? new Answer(200, 0) : Answer.none(Fate.DESERTED);
  }

  /** Prints its address, and ends with its standard input. */
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
