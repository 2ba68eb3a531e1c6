package io.openmeet.loadtest.bench.peers;

import java.util.Optional;

/**
 * What a tool says about its own run.
 *
 * @param times response times
 * @param errors failed requests
 * @param lateOrDropped what it says about requests that it sent late or not at all; empty: nothing
 * @param complaint what it says about not keeping up; empty: nothing
 */
record ToolReport(
    Times times, long errors, Optional<String> lateOrDropped, Optional<String> complaint) {
  /** In milliseconds. */
  record Times(double p50Ms, double p95Ms, double p99Ms) {}

  /** Of a tool that does not know whether it sends too late. */
  static ToolReport of(Times times, long errors, Optional<String> complaint) {
    return new ToolReport(times, errors, Optional.empty(), complaint);
  }
}
