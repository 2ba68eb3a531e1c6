package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.performance.CostBook;
import io.openmeet.loadtest.performance.PerformanceStudy;
import io.openmeet.loadtest.performance.SampleStudy;
import io.openmeet.loadtest.reports.performance.PerformanceReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformanceReportCommandTest {
  @TempDir Path project;

  private String out;
  private String err;

  @BeforeEach
  void makeProject() throws IOException {
    Files.createDirectories(project.resolve(CostBook.FILE).getParent());
    Files.copy(CostBook.FILE, project.resolve(CostBook.FILE));
  }

  private int run(String... options) {
    StringWriter standard = new StringWriter();
    StringWriter errors = new StringWriter();
    List<String> command = new ArrayList<>(List.of("performance-report", "--project"));
    command.add(project.toString());
    command.addAll(List.of(options));
    int code =
        LoadTestCommand.run(
            new PrintWriter(standard), new PrintWriter(errors), command.toArray(String[]::new));
    out = standard.toString();
    err = errors.toString();
    return code;
  }

  private Path study() throws IOException {
    return Files.createDirectories(project.resolve(PerformanceReport.FOLDER))
        .resolve(PerformanceStudy.NAME);
  }

  @Test
  void rendersTheReportFromItsMeasurements() throws IOException {
    SampleStudy.study().write(study());

    assertEquals(0, run("--render"), err);
    String report = Files.readString(project.resolve(PerformanceReport.NAME));
    assertTrue(report.contains("| baseline | 150 requests/s |"), report);
    assertTrue(out.contains(project.resolve(PerformanceReport.NAME).toString()), out);
  }

  @Test
  void rendersOtherCostsWithOtherPrices() throws IOException {
    SampleStudy.study().write(study());
    run("--render");
    String before = Files.readString(project.resolve(PerformanceReport.NAME));
    Path costs = project.resolve(CostBook.FILE);
    Files.writeString(
        costs, Files.readString(costs).replace("\"usdPerSentGb\": 0.09", "\"usdPerSentGb\": 0.18"));

    assertEquals(0, run("--render"), err);
    String after = Files.readString(project.resolve(PerformanceReport.NAME));
    // 500 million requests of 2,000 bytes are 1,000 GB.
    assertTrue(before.contains("| Bandwidth | 90.00 |"), before);
    assertTrue(after.contains("| Bandwidth | 180.00 |"), after);
  }

  @Test
  void saysWhatIsMissingBeforeAnyRun() throws IOException {
    assertEquals(2, run("--render"));
    assertEquals(
        study()
            + ": expected a JSON file, found none; make it with ci/loadtest performance-report."
            + System.lineSeparator(),
        err);

    assertEquals(2, run("--parts", "client"));
    assertTrue(err.startsWith(study() + ": expected a JSON file, found none;"), err);

    Files.writeString(project.resolve(CostBook.FILE), "{}");
    assertEquals(2, run());
    assertTrue(err.contains("costs.json: "), err);
    assertFalse(Files.exists(project.resolve("experiments")));
  }

  @Test
  void refusesAWrongPlanBeforeAnyRun() {
    assertEquals(2, run("--pairs", "0"));
    assertTrue(err.startsWith("--pairs: expected a whole number of 1 or more, found 0."), err);
    assertEquals(2, run("--profile", "huge"));
    assertTrue(err.contains("expected one of quick, smoke"), err);
    assertEquals(2, run("--name", "../elsewhere"));
    assertTrue(err.startsWith("The name of an experiment: expected"), err);
    assertEquals(2, run("--parts", "server"));
    assertTrue(err.startsWith("Invalid value for option '--parts'"), err);
    assertFalse(Files.exists(project.resolve("experiments")));
  }
}
