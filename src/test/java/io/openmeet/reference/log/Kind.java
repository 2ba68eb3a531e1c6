package io.openmeet.reference.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.regex.Pattern;

/**
 * The kind of a log line. Lines that differ only in numbers and ids are of one kind.
 *
 * @param what the message without numbers and ids or, if there is an exception, its class and where
 *     it was thrown
 */
record Kind(String logger, Level level, String what) {
  private static final Pattern VARIABLE =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|@[0-9a-f]+|\\d+");

  static Kind of(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return new Kind(
        event.getLoggerName(),
        event.getLevel(),
        thrown == null
            ? VARIABLE.matcher(event.getFormattedMessage()).replaceAll("#")
            : thrown.getClassName() + " " + origin(thrown));
  }

  private static String origin(IThrowableProxy thrown) {
    StackTraceElementProxy[] frames = thrown.getStackTraceElementProxyArray();
    return frames == null || frames.length == 0 ? "" : frames[0].getSTEAsString();
  }
}
