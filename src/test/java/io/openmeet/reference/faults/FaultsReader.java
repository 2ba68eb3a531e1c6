package io.openmeet.reference.faults;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the grammar of {@code reference.faults}. */
final class FaultsReader {
  private static final String VALID =
      "latency=300ms@10%, errors=2%, stall=2s@20s, database-latency=80ms, cache=off,"
          + " websocket-latency=80ms, rps-limit=4000, list=n+1, index=off, payload=double";

  /** Most characters of a malformed fault in a message. */
  private static final int MOST_SHOWN = 60;

  private static final Pattern DURATION = Pattern.compile("(\\d{1,7})(ms|s)");
  private static final Pattern PERCENT = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3})?)%");

  private Duration latency = Duration.ZERO;
  private double latencyPercent;
  private double errorsPercent;
  private Duration stall = Duration.ZERO;
  private Duration stallAfter = Duration.ZERO;
  private Duration databaseLatency = Duration.ZERO;
  private boolean cacheOff;
  private Duration websocketLatency = Duration.ZERO;
  private int rpsLimit;
  private boolean listNPlusOne;
  private boolean indexOff;
  private boolean payloadDouble;

  Faults read(String text) {
    for (String fault : text.strip().equals("none") ? new String[0] : text.split(",")) {
      if (!fault.isBlank()) {
        try {
          readOne(fault.strip());
        } catch (IllegalArgumentException malformed) {
          throw new IllegalArgumentException(
              "cannot be read at '%s'; a comma-separated list of these is expected, or none: %s."
                  .formatted(shortened(fault.strip()), VALID),
              malformed);
        }
      }
    }
    return new Faults(
        latency,
        latencyPercent,
        errorsPercent,
        stall,
        stallAfter,
        databaseLatency,
        cacheOff,
        websocketLatency,
        rpsLimit,
        listNPlusOne,
        indexOff,
        payloadDouble);
  }

  private void readOne(String fault) {
    String[] nameAndValue = fault.split("=", 2);
    String value = nameAndValue.length == 2 ? nameAndValue[1] : "";
    switch (nameAndValue[0]) {
      case "latency" -> {
        latency = duration(pair(value)[0]);
        latencyPercent = percent(pair(value)[1]);
      }
      case "errors" -> errorsPercent = percent(value);
      case "stall" -> {
        stall = duration(pair(value)[0]);
        stallAfter = duration(pair(value)[1]);
      }
      case "database-latency" -> databaseLatency = duration(value);
      case "cache" -> cacheOff = only("off", value);
      case "websocket-latency" -> websocketLatency = duration(value);
      case "rps-limit" -> rpsLimit = rate(value);
      case "list" -> listNPlusOne = only("n+1", value);
      case "index" -> indexOff = only("off", value);
      case "payload" -> payloadDouble = only("double", value);
      default -> throw new IllegalArgumentException(fault);
    }
  }

  private static String shortened(String fault) {
    return fault.length() <= MOST_SHOWN ? fault : fault.substring(0, MOST_SHOWN) + "...";
  }

  private static String[] pair(String value) {
    String[] parts = value.split("@", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(value);
    }
    return parts;
  }

  private static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(value);
    }
    long number = Long.parseLong(matcher.group(1));
    return matcher.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
  }

  private static double percent(String value) {
    Matcher matcher = PERCENT.matcher(value);
    if (!matcher.matches() || Double.parseDouble(matcher.group(1)) > 100) {
      throw new IllegalArgumentException(value);
    }
    return Double.parseDouble(matcher.group(1));
  }

  /** Of a fault that has one value. */
  private static boolean only(String valid, String value) {
    if (!value.equals(valid)) {
      throw new IllegalArgumentException(value);
    }
    return true;
  }

  private static int rate(String value) {
    int rate = Integer.parseInt(value);
    if (rate < 1 || rate > 1_000_000) {
      throw new IllegalArgumentException(value);
    }
    return rate;
  }
}
