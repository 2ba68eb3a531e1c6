package io.openmeet.loadtest.simulationlog;

import java.nio.ByteBuffer;
import java.util.List;

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
  public LogHeader {
    scenarios = List.copyOf(scenarios);
    assertions = assertions.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
  }
}
