package io.openmeet.loadtest.simulationlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The first record of a log; it identifies the run.
 *
 * @param gatlingVersion the version of Gatling that wrote the log
 * @param startMs epoch milliseconds; all other times of the log are relative to it
 * @param description as given on Gatling's command line; may be empty
 * @param scenarios names; a scenario's id is its place in this list
 * @param assertions as Gatling pickled them: bytes that a writer copies without reading them
 */
public record LogHeader(
    String gatlingVersion,
    String simulationClass,
    long startMs,
    String description,
    List<String> scenarios,
    List<ByteBuffer> assertions) {
  private static final int LONGEST_VERSION_SHOWN = 40;

  public LogHeader {
    scenarios = List.copyOf(scenarios);
    assertions = assertions.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }

  /**
   * Reads the first record of a log.
   *
   * @param file the log's name, for messages
   * @throws UnreadableLogException when this is not a log, or a log of another version
   */
  static LogHeader read(String file, ByteBuffer in) throws UnreadableLogException {
    if (in.get() != LogLayout.RUN) {
      throw notALog(file);
    }
    String version;
    try {
      version = Fields.text(in);
    } catch (DamagedRecordException e) {
      throw notALog(file);
    }
    if (!LogLayout.isSupported(version)) {
      throw new UnreadableLogException(
          String.format(
              Locale.ROOT,
              "%s was written by Gatling %s; logs of %s can be read. Run the simulation with that version, or use the version of this project that reads this log.",
              file,
              printable(version),
              LogLayout.VERSIONS));
    }
    String simulationClass = Fields.text(in);
    long start = in.getLong();
    if (start < 0) {
      throw new DamagedRecordException("a run that started before 1970");
    }
    String description = Fields.text(in);
    int scenarioCount = Fields.count(in, LogLayout.MAX_SCENARIOS, "scenarios");
    List<String> scenarios = new ArrayList<>();
    for (int i = 0; i < scenarioCount; i++) {
      scenarios.add(Fields.text(in));
    }
    int assertionCount = Fields.count(in, LogLayout.MAX_ASSERTIONS, "assertions");
    List<ByteBuffer> assertions = new ArrayList<>();
    for (int i = 0; i < assertionCount; i++) {
      assertions.add(Fields.bytes(in));
    }
    return new LogHeader(version, simulationClass, start, description, scenarios, assertions);
  }

  private static UnreadableLogException notALog(String file) {
    return new UnreadableLogException(
        String.format(
            Locale.ROOT,
            "%s is not a Gatling simulation log: its first bytes are not a Run record. Expected the simulation.log of a run with Gatling %s.",
            file,
            LogLayout.VERSIONS));
  }

  private static String printable(String version) {
    String shown = version.replaceAll("[^\\x20-\\x7e]", "?");
    return shown.length() <= LONGEST_VERSION_SHOWN
        ? "\"" + shown + "\""
        : "\"" + shown.substring(0, LONGEST_VERSION_SHOWN) + "...\"";
  }
}
