package io.openmeet.loadtest.simulationlog;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The first record of a log: which run it is.
 *
 * @param gatlingVersion the version of Gatling that wrote the log
 * @param startMs epoch milliseconds; every other time of the log counts from here
 * @param description as given on Gatling's command line; may be empty
 * @param scenarios names; a scenario's id is its place in this list
 * @param assertions as Gatling pickled them: bytes for a writer to carry over, not to be read
 */
public record LogRun(
    String gatlingVersion,
    String simulationClass,
    long startMs,
    String description,
    List<String> scenarios,
    List<ByteBuffer> assertions) {
  public LogRun {
    scenarios = List.copyOf(scenarios);
    assertions = assertions.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }
}
