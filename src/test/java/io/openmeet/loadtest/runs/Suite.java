package io.openmeet.loadtest.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.reports.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The simulations of one build, and how each came out. Maven forks a JVM for each, so what they
 * know of each other stands in a file named after the process that started them.
 */
final class Suite {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** How one simulation came out, in words for people. */
  record Entry(String simulation, String outcome, String reason, String report) {}

  private final Path file;

  Suite(Path results) {
    ProcessHandle starter = ProcessHandle.current().parent().orElse(ProcessHandle.current());
    long startedAt = starter.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    this.file = results.resolve("suites").resolve(starter.pid() + "-" + startedAt + ".jsonl");
  }

  /** Adds a line; a reader never sees half of one. */
  void add(Entry entry) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        JSON.writeValueAsString(entry) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** All simulations of this build so far. */
  String table() throws IOException {
    TextTable table = new TextTable("Simulation", "Outcome", "Reason", "Report");
    for (Entry entry : entries()) {
      table.row(entry.simulation(), entry.outcome(), entry.reason(), entry.report());
    }
    return table.toString();
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      entries.add(JSON.readValue(line, Entry.class));
    }
    return entries;
  }
}
