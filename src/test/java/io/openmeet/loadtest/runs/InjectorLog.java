package io.openmeet.loadtest.runs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import io.openmeet.loadtest.results.UserErrors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Limits what Gatling logs about the load: when a target fails, Gatling logs the same message for
 * every request. The first message of each kind is logged; the number of messages follows at the
 * end.
 *
 * <p>Also counts the errors of virtual users themselves: Gatling reports them nowhere else.
 */
final class InjectorLog extends Filter<ILoggingEvent> {
  private static final int MOST_KINDS = 12;

  /** Values that differ between requests: numbers, and ids that contain a digit. */
  private static final Pattern VALUE = Pattern.compile("[\\w-]*\\d[\\w-]*");

  /**
   * Messages of ChainableAction and RequestAction, which every step uses, and of loops and
   * conditions (gatling-core 3.15.1).
   */
  private static final Pattern USER_ERROR =
      Pattern.compile(
          "'.*' crashed (with|on session) .*|'.*' failed to execute: .*|Failed to build request.*|Condition evaluation .*crashed with .*");

  private static final int LONGEST_KIND = 100;
  private static final String OTHERS = "Messages of other kinds";

  private record Kind(String logger, Level level, String words) {
    static Kind of(ILoggingEvent event) {
      String words = VALUE.matcher(start(event)).replaceAll("#");
      return new Kind(event.getLoggerName(), event.getLevel(), words);
    }
  }

  /** How often a kind of message came, and how its first message begins. */
  private static final class Count {
    private final String start;
    private long messages;

    private Count(String start) {
      this.start = start;
    }
  }

  private final Map<Kind, Count> kinds = new LinkedHashMap<>();
  private final Count others = new Count(OTHERS);
  private final BooleanSupplier isMeasuring;
  private Count userErrors;

  InjectorLog(BooleanSupplier isMeasuring) {
    this.isMeasuring = isMeasuring;
  }

  /**
   * Limits the log of this JVM from now on.
   *
   * @param isMeasuring whether errors of virtual users count right now
   */
  static InjectorLog bounded(BooleanSupplier isMeasuring) {
    InjectorLog log = new InjectorLog(isMeasuring);
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      log.setContext(context);
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(appender -> appender.addFilter(log));
    }
    log.start();
    return log;
  }

  @Override
  public synchronized FilterReply decide(ILoggingEvent event) {
    noteUserError(event);
    Kind kind = Kind.of(event);
    Count count = kinds.get(kind);
    if (count == null && kinds.size() < MOST_KINDS) {
      kinds.put(kind, count = new Count(start(event)));
    }
    if (count == null) {
      count = others;
    }
    count.messages++;
    return count != others && count.messages == 1 ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private void noteUserError(ILoggingEvent event) {
    if (event.getLevel() != Level.ERROR
        || !event.getLoggerName().startsWith("io.gatling.")
        || !USER_ERROR.matcher(firstLine(event)).matches()
        || !isMeasuring.getAsBoolean()) {
      return;
    }
    if (userErrors == null) {
      userErrors = new Count(start(event));
    }
    userErrors.messages++;
  }

  /** Errors of virtual users while they counted; empty when there were none. */
  synchronized Optional<UserErrors> userErrors() {
    return Optional.ofNullable(userErrors)
        .map(count -> new UserErrors(count.messages, count.start));
  }

  /** Prints how often each message came that was logged once. */
  synchronized void printCounts(Consumer<String> console) {
    kinds.values().stream()
        .filter(count -> count.messages > 1)
        .forEach(count -> console.accept(line(count)));
    if (others.messages > 0) {
      console.accept(line(others));
    }
  }

  private static String line(Count count) {
    return "Logged %,d times: %s".formatted(count.messages, count.start);
  }

  private static String start(ILoggingEvent event) {
    String firstLine = firstLine(event);
    return firstLine.substring(0, Math.min(LONGEST_KIND, firstLine.length()));
  }

  private static String firstLine(ILoggingEvent event) {
    return event.getFormattedMessage().lines().findFirst().orElse("");
  }
}
