package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import io.openmeet.loadtest.results.UserErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InjectorLogTest {
  private boolean isMeasuring = true;
  private final InjectorLog log = new InjectorLog(() -> isMeasuring);
  private static final String CRASH =
      "'hook-1' crashed with 'j.l.NullPointerException', forwarding to the next one";

  private final LoggerContext context = new LoggerContext();
  private final List<String> counts = new ArrayList<>();

  private boolean logs(String logger, Level level, String message) {
    LoggingEvent event =
        new LoggingEvent(
            getClass().getName(), context.getLogger(logger), level, message, null, null);
    return log.decide(event) != FilterReply.DENY;
  }

  private boolean logs(String message) {
    return logs("io.gatling", Level.ERROR, message);
  }

  @Test
  void logsTheFirstOfAKindAndCountsTheOthers() {
    assertEquals(true, logs("user 17 crashed: no meeting 5e1f-09ab"));
    assertEquals(false, logs("user 18 crashed: no meeting 77aa-0c"));
    assertEquals(false, logs("user 19 crashed: no meeting b0\nat line 3"));
    assertEquals(true, logs("once"));
    log.printCounts(counts::add);
    assertEquals(List.of("Logged 3 times: user 17 crashed: no meeting 5e1f-09ab"), counts);
  }

  @Test
  void takesOtherWordsLevelsAndSourcesForOtherKinds() {
    assertEquals(true, logs("no meeting"));
    assertEquals(true, logs("no room"));
    assertEquals(true, logs("io.gatling", Level.WARN, "no meeting"));
    assertEquals(true, logs("io.netty", Level.ERROR, "no meeting"));
  }

  /**
   * Messages as Gatling 3.15.1 writes them; a failed request is the target's error, not a user's.
   */
  @Test
  void countsTheErrorsOfVirtualUsersWhileTheWindowIsOpen() {
    isMeasuring = false;
    logs("io.gatling.core.action.SessionHook", Level.ERROR, CRASH);
    assertEquals(Optional.empty(), log.userErrors());
    isMeasuring = true;
    logs("io.gatling.http.engine.response", Level.WARN, "Request 'Search' failed for user 3");
    logs("io.netty", Level.ERROR, CRASH);
    assertEquals(Optional.empty(), log.userErrors());

    logs("io.gatling.core.action.SessionHook", Level.ERROR, CRASH);
    logs("io.gatling.core.action.SessionHook", Level.ERROR, "'hook-2' failed to execute: no id");
    logs("io.gatling.http.action.HttpRequestAction", Level.ERROR, "Failed to build request A: b");

    logs(
        "io.gatling.core.session.LoopBlock",
        Level.ERROR,
        "Condition evaluation crashed with message 'no id', exiting loop");

    assertEquals(Optional.of(new UserErrors(4, CRASH)), log.userErrors());
  }

  /** "kind a", "kind b" and so on: 26 of them, of which twelve are logged. */
  @Test
  void logsTwelveKindsAtMostAndCountsTheRest() {
    long logged =
        "abcdefghijklmnopqrstuvwxyz".chars().filter(c -> logs("kind " + (char) c)).count();
    assertEquals(12, logged);
    log.printCounts(counts::add);
    assertEquals(List.of("Logged 14 times: Messages of other kinds"), counts);
  }
}
