package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.BrowserFigures;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleBrowser;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.sla.Measured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleReportTest {
  @TempDir private Path folder;

  private List<String> lines(SampleRun run) throws IOException {
    return ConsoleReport.of(RunReport.alone(RunDirectory.read(run.writeTo(folder))))
        .lines()
        .toList();
  }

  @Test
  void showsThatOneRequestOfManyFailed() throws IOException {
    SampleRun run = SampleRun.rarelyFailing();
    assertTrue(lines(run).stream().anyMatch(line -> line.contains(", errors 0.003 %,")));
  }

  @Test
  void fitsATerminalWhateverAReasonOrAnErrorSays() throws IOException {
    SampleRun run = SampleRun.passing();
    run.observed = Map.of("cache-hit-ratio", new Measured.Missing("word ".repeat(60).strip()));
    run.errorMessage = "é".repeat(200);
    List<String> lines = lines(run);
    assertEquals(120, lines.stream().mapToInt(String::length).max().orElseThrow(), lines::toString);
    String reason = String.join("", lines.subList(1, lines.indexOf(""))).replace("  ", " ");
    assertTrue(reason.contains("judged: " + "word ".repeat(60).strip() + "."), reason);
  }

  @Test
  void textsOfABrowserMoveNoCursor() throws IOException {
    SampleRun run = SampleRun.passing();
    run.browser = SampleBrowser.hostile();
    List<String> lines = lines(run);

    assertTrue(
        lines.contains(
            "Failed visit      </script><script>document.title='gone'</script> | `x` **b** next line"),
        lines::toString);
    assertTrue(
        lines.contains("Without load      not measured: the target <b>left</b>"), lines::toString);
    assertTrue(lines.stream().flatMapToInt(String::codePoints).noneMatch(PlainText::isUnprintable));
  }

  @Test
  void onlyTheFirstFailedVisitsAreShown() throws IOException {
    SampleRun run = SampleRun.passing();
    BrowserFigures all = SampleBrowser.figures();
    run.browser =
        new BrowserFigures(
            all.version(),
            all.pages(),
            all.startMs(),
            all.endMs(),
            all.cpuRatio(),
            all.controlCpuRatio(),
            all.figures(),
            List.of("one", "two", "three", "four"),
            List.of("five", "six"),
            null);
    List<String> lines = lines(run);

    int last = lines.indexOf("Failed visit      without load: five");
    assertEquals("                  and 1 more", lines.get(last + 1));
    assertEquals("Failed visit      one", lines.get(last - 4));
  }

  /** The table has the visits of one injector, the levels those of all. */
  @Test
  void aMergedRunSaysWhoseVisitsItShows() throws IOException {
    Path merged =
        SampleRun.passing().writePartsTo(folder, 2, part -> part.browser = SampleBrowser.figures());
    String text = ConsoleReport.of(RunReport.alone(RunDirectory.read(merged)));

    assertTrue(text.contains("\nVisits            of the first injector with a browser;"), text);
  }
}
