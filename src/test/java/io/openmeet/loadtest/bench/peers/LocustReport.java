package io.openmeet.loadtest.bench.peers;

import io.openmeet.loadtest.bench.peers.ToolReport.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two tables that Locust prints at the end. Its CSV files are no source: they are written every
 * few seconds, and their last state misses the requests after it.
 */
final class LocustReport {
  /** Requests, failures and their share. */
  private static final Pattern COUNTS =
      Pattern.compile("(?m)^ +Aggregated +\\d+ +(\\d+)\\([\\d.]+%\\) +\\|");

  /** In milliseconds: 50, 66, 75, 80, 90, 95, 98, 99, 99.9, 99.99 and 100 %; then the requests. */
  private static final Pattern PERCENTILES =
      Pattern.compile("(?m)^ +Aggregated((?: +\\d+){12}) *$");

  private static final String HEADING = "50% 66% 75% 80% 90% 95% 98% 99% 99.9% 99.99% 100% # reqs";

  private LocustReport() {}

  /**
   * @throws IOException when the table has other percentiles than Locust 2.12 prints
   */
  static Optional<ToolReport> read(Path folder) throws IOException {
    String output = Files.readString(folder.resolve("output"));
    Matcher counts = COUNTS.matcher(output);
    Matcher percentiles = PERCENTILES.matcher(output);
    if (!counts.find() || !percentiles.find()) {
      return Optional.empty();
    }
    if (!output.replaceAll(" +", " ").contains(HEADING)) {
      throw new IOException("%s/output: expected percentiles %s".formatted(folder, HEADING));
    }
    List<Double> ms =
        List.of(percentiles.group(1).strip().split(" +")).stream().map(Double::valueOf).toList();
    return Optional.of(
        ToolReport.of(
            new Times(ms.get(0), ms.get(5), ms.get(7)),
            Long.parseLong(counts.group(1)),
            Warning.in(folder)));
  }
}
