package io.openmeet.loadtest.runs;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.reports.Scorecard;
import io.openmeet.loadtest.reports.TextTable;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The simulations of one build and their outcomes. Maven starts a JVM for each, so they share a
 * file that is named after the process that started them.
 */
final class Suite {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The outcome of one simulation, in words for people. */
  record Entry(String simulation, RunVerdict verdict, String reason, String scorecard) {

    /** Of a run that has a result. */
    static Entry of(RunResult result, Path folder) {
      String levels =
          result.outcome().slas().stream()
              .filter(level -> level.verdict() != Verdict.MET)
              .map(SlaResult::name)
              .collect(Collectors.joining(", "));
      String reason =
          result.outcome().verdict() == RunVerdict.INVALID || levels.isEmpty()
              ? shortened(result.outcome().reasons())
              : levels;
      return new Entry(
          result.identity().simulation(),
          result.outcome().verdict(),
          reason,
          shown(folder.resolve(Scorecard.NAME)));
    }

    /** A row has room for one reason; the run's own report and the console show all of them. */
    private static String shortened(List<String> reasons) {
      return reasons.size() < 2
          ? String.join("", reasons)
          : "%s (and %d more)".formatted(reasons.get(0), reasons.size() - 1);
    }

    /** Of a run that has no result. */
    static Entry brokenOff(String simulation, String reason) {
      return new Entry(simulation, RunVerdict.INVALID, reason, "-");
    }
  }

  private final Path file;

  Suite(Path results) {
    ProcessHandle starter = ProcessHandle.current().parent().orElse(ProcessHandle.current());
    long startedAt = starter.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    this.file = results.resolve("suites").resolve(starter.pid() + "-" + startedAt + ".jsonl");
  }

  /** Adds a whole line at once, so that readers never see half of one. */
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
    TextTable table = new TextTable("Simulation", "Outcome", "Scorecard");
    for (Entry entry : entries()) {
      table.row(entry.simulation(), entry.verdict().name(), entry.scorecard());
      if (!entry.reason().isEmpty()) {
        table.remark(entry.reason());
      }
    }
    return table.toString();
  }

  /** The shortest form of a path that works from the current folder. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    Path whole = path.toAbsolutePath().normalize();
    return (whole.startsWith(here) ? here.relativize(whole) : whole).toString();
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      entries.add(JSON.readValue(line, Entry.class));
    }
    return entries;
  }
}
