package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.injector.InjectorHealth;
import io.openmeet.loadtest.sla.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObservationsFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve(ObservationsFile.NAME);
  }

  private void assertRefused(String sentence) {
    IOException refused = assertThrows(IOException.class, () -> ObservationsFile.read(folder));
    assertEquals(file + sentence, refused.getMessage());
  }

  private void replace(String old, String replacement) throws IOException {
    ObservationsFile.write(SampleRun.passing().observations(), folder);
    String content = Files.readString(file);
    assertTrue(content.contains(old), content);
    Files.writeString(file, content.replace(old, replacement));
  }

  @Test
  void writtenObservationsAreReadUnchanged() throws IOException {
    SampleRun run = SampleRun.passing();
    run.samples = "search meetings";
    run.stopped = Stop.forErrors("60 % of the requests failed.");
    run.observed =
        Map.of(
            "a", new Measured.Value(1.5),
            "b", new Measured.Interval(20, 50),
            "c", new Measured.Interval(5000, Double.POSITIVE_INFINITY),
            "d", new Measured.Missing("it was \"restarted\""));
    run.tallies =
        Map.of(
            "e", new Tally.AtOnce(List.of(2.5, 3.0)),
            "f", new Tally.Share(99, 100),
            "g", new Tally.Times(new TreeMap<>(Map.of(3, 10))),
            "h", new Tally.Visits(new TreeMap<>(Map.of(0.034, 10, 1234.5, 2)), 3));
    run.browser = SampleBrowser.figures();
    run.work =
        TargetWork.of(
            12.5, List.of(new WorkIncrease("queries_total", Map.of("query", "a \\\"b\\\""), 7)));
    Observations written = run.observations();

    ObservationsFile.write(written, folder);

    assertEquals(Optional.of(written), ObservationsFile.read(folder));
  }

  @Test
  void unknownValuesMayBeLeftOut() throws IOException {
    SampleRun run = SampleRun.passing();
    run.planned = false;
    run.injector = InjectorHealth.NOT_MEASURED;
    Observations written = run.observations();

    ObservationsFile.write(written, folder);

    assertEquals(Optional.of(written), ObservationsFile.read(folder));
  }

  @Test
  void aMissingFileIsEmpty() throws IOException {
    assertEquals(Optional.empty(), ObservationsFile.read(folder));
  }

  @Test
  void anotherVersionIsRefusedByName() throws IOException {
    replace("\"schemaVersion\" : 1", "\"schemaVersion\" : 2");
    assertRefused(
        ": schemaVersion: expected 1, found 2; read the run with the version of this project that made it.");
  }

  @Test
  void aFileThatIsNoJsonIsRefusedWithItsLine() throws IOException {
    Files.writeString(file, "{\n  \"schemaVersion\": 1,\n");
    IOException refused = assertThrows(IOException.class, () -> ObservationsFile.read(folder));
    assertTrue(refused.getMessage().startsWith(file + " line 3: is not JSON: "));
  }

  @Test
  void aMissingUnknownOrDuplicateKeyIsRefused() throws IOException {
    replace("\"simulation\" : \"ApiSimulation\",", "");
    assertRefused(": the whole: simulation: expected a name, found null.");

    replace("\"window\" : {", "\"window\" : { \"lengthMs\" : 10000,");
    assertRefused(": window.lengthMs: unknown key; known keys are endMs, startMs.");

    replace("\"startMs\" : 1777863723000,\n    \"endMs\"", "\"endMs\"");
    assertRefused(": window.startMs: expected a value, found none.");

    replace("\"profile\" : \"smoke\",", "\"profile\" : \"smoke\", \"profile\" : \"quick\",");
    String duplicate =
        assertThrows(IOException.class, () -> ObservationsFile.read(folder)).getMessage();
    assertTrue(duplicate.contains("Duplicate field 'profile'"), duplicate);
  }

  @Test
  void anImpossibleValueIsRefusedWithItsPlace() throws IOException {
    replace("\"value\" : 0.93", "\"value\" : 0.93, \"missing\" : \"why\"");
    assertRefused(
        ": observed.cache-hit-ratio: observed: expected a value, or low and high, or missing, found value 0.93, low null, high null, missing why.");

    replace("\"perSecond\" : 100.0", "\"perSecond\" : -1");
    assertRefused(": plan: plan.perSecond: expected a number above 0, found -1.0.");
  }
}
