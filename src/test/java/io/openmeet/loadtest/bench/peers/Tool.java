package io.openmeet.loadtest.bench.peers;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The tools that are compared; the script has the same names, in lower case. */
enum Tool {
  SUITE(
      "This suite",
      "an open model: each request at its time; checks what is in the answers",
      SuiteReport::read),
  ARTILLERY("Artillery", "an open model: each request at its time", ArtilleryReport::read),
  WRK("wrk", "50 connections that pause after each answer; it has no rate", WrkReport::read),
  HEY("hey", "50 connections with a rate; only one GET, a list of meetings", HeyReport::read),
  LOCUST("Locust", "50 users with a rate", LocustReport::read);

  private interface Reports {
    Optional<ToolReport> read(Path folder) throws IOException;
  }

  private final String label;
  private final String manner;
  private final Reports reports;

  Tool(String label, String manner, Reports reports) {
    this.label = label;
    this.manner = manner;
    this.reports = reports;
  }

  String label() {
    return label;
  }

  /** The name of the folder of its runs. */
  String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How it sends its requests. */
  String manner() {
    return manner;
  }

  /**
   * What the tool says.
   *
   * @param folder of its run
   * @return empty when it printed no result, because it was ended or failed
   */
  Optional<ToolReport> report(Path folder) throws IOException {
    return reports.read(folder);
  }

  /**
   * The part of its run that counts.
   *
   * @param folder of its run
   * @param readings in the order of time
   * @return empty when the API saw too little of it, or the suite's window is not known
   */
  Optional<LoadStretch> load(Path folder, List<Reading> readings) throws IOException {
    if (this != SUITE) {
      return LoadStretch.of(readings);
    }
    return SuiteReport.window(folder).flatMap(window -> LoadStretch.within(window, readings));
  }
}
