package io.openmeet.reference.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

/**
 * Writes the first line of each kind at once and counts the others. At the end of the log it writes
 * each line that came more than once, with its count. The log stays short even after many errors.
 */
public final class FirstOfEachKind extends ConsoleAppender<ILoggingEvent> {
  /** The number of kinds; lines of all further kinds are counted together. */
  static final int MOST_KINDS = 100;

  private static final class Lines {
    private final ILoggingEvent first;
    private long count = 1;

    private Lines(ILoggingEvent first) {
      this.first = first;
    }
  }

  private final Map<Kind, Lines> kinds = new LinkedHashMap<>();
  private long ofOtherKinds;

  /** Ends the log of this process; nothing is written from then on. */
  public static void end() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (isFirst(event)) {
      super.append(event);
    }
  }

  @Override
  public void stop() {
    if (isStarted()) {
      summary().forEach(super::append);
    }
    super.stop();
  }

  private synchronized boolean isFirst(ILoggingEvent event) {
    Kind kind = Kind.of(event);
    Lines known = kinds.get(kind);
    if (known != null) {
      known.count++;
    } else if (kinds.size() == MOST_KINDS) {
      ofOtherKinds++;
    } else {
      kinds.put(kind, new Lines(event));
      return true;
    }
    return false;
  }

  private synchronized List<ILoggingEvent> summary() {
    List<ILoggingEvent> summary = new ArrayList<>();
    for (Lines lines : kinds.values()) {
      if (lines.count > 1) {
        ILoggingEvent first = lines.first;
        summary.add(
            line(
                first.getLoggerName(),
                first.getLevel(),
                "%s (%,d times in all)".formatted(first.getFormattedMessage(), lines.count)));
      }
    }
    if (ofOtherKinds > 0) {
      summary.add(
          line(
              FirstOfEachKind.class.getName(),
              Level.WARN,
              "%,d more lines were of other kinds than the first %d and are not shown"
                  .formatted(ofOtherKinds, MOST_KINDS)));
    }
    return summary;
  }

  private LoggingEvent line(String logger, Level level, String message) {
    Logger ofThatName = ((LoggerContext) getContext()).getLogger(logger);
    return new LoggingEvent(
        FirstOfEachKind.class.getName(), ofThatName, level, message, null, null);
  }
}
