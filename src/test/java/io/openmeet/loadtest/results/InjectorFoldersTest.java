package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A merged run of three injectors in which something is wrong. */
class InjectorFoldersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String MERGE_ONE_LOAD = " Merge the runs of one load.";

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void writeAWholeRun() throws IOException {
    run = write(part -> {});
    assertEquals(RunVerdict.PASS, RunDirectory.read(run).outcome().verdict());
  }

  private Path write(Consumer<SampleRun> change) throws IOException {
    SampleRun sample = SampleRun.passing();
    sample.perSecond = 99;
    return sample.writePartsTo(Files.createTempDirectory(folder, "run"), 3, change);
  }

  private Path part(int index) {
    return MergedRunTest.part(run, index);
  }

  private void assertInvalid(long requests, String... reasons) throws IOException {
    RunResult result = RunDirectory.read(run);
    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(List.of(reasons), result.outcome().reasons().subList(0, reasons.length));
    assertEquals(requests, result.figures().totals().count());
  }

  private void remove(int index) throws IOException {
    for (String file : List.of(RunDirectory.LOG, ObservationsFile.NAME)) {
      Files.delete(part(index).resolve(file));
    }
    Files.delete(part(index));
  }

  @Test
  void aMissingInjectorIsNamed() throws IOException {
    remove(1);
    remove(3);
    assertInvalid(
        330,
        "The load was made by 3 injectors, and the runs of these are missing: 1/3, 3/3. Find out why, and merge all of them.");
  }

  @Test
  void aSecondRunOfAnInjectorIsLeftOut() throws IOException {
    remove(3);
    Path again = Files.createDirectory(part(4));
    for (String file : List.of(RunDirectory.LOG, ObservationsFile.NAME)) {
      Files.copy(part(2).resolve(file), again.resolve(file));
    }
    assertInvalid(
        660,
        "Injector 2/3: It is there twice, as %s-2 and %1$s-4, and the second is left out. Merge one run of each injector."
            .formatted(SampleRun.FOLDER),
        "The load was made by 3 injectors, and the runs of these are missing: 3/3. Find out why, and merge all of them.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "profile | /profile | weekly | profile: expected smoke, found weekly",
        "target | /target | http://10.0.0.1 | target: expected http://127.0.0.1:8080, found http://10.0.0.1",
        "fingerprint | /environment/fingerprint | abc | fingerprint: expected 0123456789ab, found abc",
        "service levels | /slas/0/limit | 150 | service levels: expected api-p95 < 200 ms, api-p99 < 500 ms, error-rate < 1.00 %, throughput, database-p95 < 50 ms, cache-hit-ratio > 80.00 %, found api-p95 < 150 ms, api-p99 < 500 ms, error-rate < 1.00 %, throughput, database-p95 < 50 ms, cache-hit-ratio > 80.00 %",
        "window | /window/endMs | 1777863733001 | window: expected 1777863723000 to 1777863733000, found 1777863723000 to 1777863733001",
        "injectors | /share/count | 4 | number of injectors: expected 3, found 4"
      })
  void aPartOfAnotherRunIsLeftOut(String what, String key, String value, String difference)
      throws IOException {
    Path file = part(2).resolve(ObservationsFile.NAME);
    ObjectNode observations = (ObjectNode) JSON.readTree(file.toFile());
    String parent = key.substring(0, key.lastIndexOf('/'));
    boolean isNumber = value.matches("\\d+");
    ObjectNode object = (ObjectNode) observations.at(parent);
    String name = key.substring(parent.length() + 1);
    if (isNumber) {
      object.put(name, Long.parseLong(value));
    } else {
      object.put(name, value);
    }
    JSON.writeValue(file.toFile(), observations);

    String injector = what.equals("injectors") ? "2/4" : "2/3";
    assertInvalid(
        660,
        "Injector %s: %s-2 belongs to another run and is left out: %s.%s"
            .formatted(injector, SampleRun.FOLDER, difference, MERGE_ONE_LOAD));
  }

  @Test
  void aFolderThatIsNoPartIsNamed() throws IOException {
    Files.writeString(part(1).resolve(RunDirectory.LOG), "RUN\tof Gatling 3.9");
    Files.delete(part(2).resolve(ObservationsFile.NAME));
    String sentence = "%s-%d is not the run of an injector: %s";

    assertInvalid(
        330,
        sentence.formatted(
            SampleRun.FOLDER,
            1,
            part(1).resolve(RunDirectory.LOG)
                + " is not a Gatling simulation log: its first bytes are not a Run record. Expected the simulation.log of a run with Gatling 3.13 to 3.16."),
        sentence.formatted(
            SampleRun.FOLDER, 2, "it has no observations.json, so it did not come to its end."),
        "The load was made by 3 injectors, and the runs of these are missing: 1/3, 2/3. Find out why, and merge all of them.");
  }

  @Test
  void aRunOfOneInjectorAloneIsNoPart() throws IOException {
    SampleRun alone = SampleRun.passing();
    ObservationsFile.write(alone.observations(), part(3));
    assertInvalid(
        660,
        SampleRun.FOLDER
            + "-3 is not the run of an injector: it was made without -Dinjector, by one injector alone.");
  }

  @Test
  void withoutAnyPartThereIsNoResult() throws IOException {
    for (int index = 1; index <= 3; index++) {
      remove(index);
    }
    IOException refused = assertThrows(IOException.class, () -> RunDirectory.read(run));
    assertEquals(
        run.resolve(RunDirectory.INJECTORS) + ": expected the run of each injector, found none.",
        refused.getMessage());
  }

  /** The same length, but another byte. */
  @Test
  void anAlteredLogIsNamed() throws IOException {
    Path log = part(2).resolve(RunDirectory.LOG);
    Path file = part(2).resolve(ObservationsFile.NAME);
    ObjectNode observations = (ObjectNode) JSON.readTree(file.toFile());
    observations.set("log", JSON.valueToTree(LogSeal.of(log, 300)));
    JSON.writeValue(file.toFile(), observations);
    assertEquals(RunVerdict.PASS, RunDirectory.read(run).outcome().verdict());
    assertEquals(Optional.empty(), RunDirectory.objectionToLog(run));

    byte[] bytes = Files.readAllBytes(log);
    bytes[bytes.length - 1] ^= 1;
    Files.write(log, bytes);

    String objection =
        "The log is not the one that the run wrote: its length is the same, but its SHA-256 differs. Use the original log, or run again.";
    assertEquals(Optional.of(log + ": " + objection), RunDirectory.objectionToLog(run));
    assertInvalid(990, "Injector 2/3: " + objection);
  }

  /** A window of 10 s: 1 % are 100 ms. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "0 | 1 | 99 | -",
        "0 | 20 | 135 | -",
        "0 | 10 | 130 | The clocks of injectors 1/3 and 3/3 are at least 110 ms apart, 1.1 % of the window: for so long, not all of them measured. Synchronize the clocks, with NTP for instance.",
        "500 | 10 | -300 | The clocks of injectors 3/3 and 1/3 are at least 780 ms apart, 7.8 % of the window: for so long, not all of them measured. Synchronize the clocks, with NTP for instance."
      })
  void clocksThatAreApartAreNoted(double first, double uncertainty, double third, String note)
      throws IOException {
    run =
        write(
            part ->
                part.clock =
                    new ClockOffset(
                        part.share.index() == 1 ? first : part.share.index() == 3 ? third : 100,
                        uncertainty,
                        "the target's Date"));

    RunResult result = RunDirectory.read(run);
    assertEquals(RunVerdict.PASS, result.outcome().verdict());
    assertEquals(Optional.ofNullable(note).stream().toList(), result.outcome().warnings());
  }

  @Test
  void clocksFarApartMakeTheRunInvalid() throws IOException {
    run =
        write(
            part ->
                part.clock = new ClockOffset(700 * part.share.index(), 100, "the target's Date"));
    assertInvalid(
        990,
        "The clocks of injectors 1/3 and 3/3 are at least 1,200 ms apart; the limit is 1,000 ms, because the injectors did not measure at the same time. Synchronize the clocks, with NTP for instance, and run again.");
  }

  @Test
  void clocksThatWereNotMeasuredAreNoted() throws IOException {
    run = write(part -> part.clock = part.share.index() == 2 ? null : part.clock);
    assertEquals(
        List.of(
            "It is not known how far the injectors' clocks are apart: injector 2/3 did not measure it. Peaks and single seconds may not add up."),
        RunDirectory.read(run).outcome().warnings());
  }
}
