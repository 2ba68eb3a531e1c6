package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InjectorProcessTest {
  @TempDir Path folder;

  private InjectorProcess ended(String script) throws Exception {
    InjectorRun run =
        new InjectorRun(
            "io.openmeet.Some", Map.of("injector.barrier", "/none"), folder.resolve("results"));
    InjectorProcess injector =
        InjectorProcess.start(
            run, new FakeInjectors(script), Redirect.to(folder.resolve("output").toFile()));
    injector.waitFor();
    return injector;
  }

  private Path resultsJson() throws IOException {
    Path file = folder.resolve("results.json");
    JsonMapper.builder()
        .build()
        .writeValue(file.toFile(), RunDirectory.read(SampleRun.passing().writeTo(folder)));
    return file;
  }

  @Test
  void hasTheResultOfItsRun() throws Exception {
    try (InjectorProcess injector = ended("begin; cp %s $results/run".formatted(resultsJson()))) {
      assertEquals(Optional.of(folder.resolve("results/run")), injector.folder());
      assertEquals(RunVerdict.PASS, injector.result().orElseThrow().outcome().verdict());
    }
  }

  @Test
  void hasNoResultUntilItsRunHasOne() throws Exception {
    try (InjectorProcess injector = ended("begin")) {
      assertEquals(Optional.of(folder.resolve("results/run")), injector.folder());
      assertEquals(Optional.empty(), injector.result());
    }
  }

  /** The folder target/gatling has all runs of a project. */
  @Test
  void doesNotTakeAnOlderRunForItsOwn() throws Exception {
    Path older = SampleRun.passing().writeTo(folder.resolve("results"));
    Files.copy(resultsJson(), older.resolve("results.json"));

    try (InjectorProcess refused = ended("exit 1")) {
      assertEquals(Optional.empty(), refused.folder());
      assertEquals(Optional.empty(), refused.result());
    }
    try (InjectorProcess injector = ended("begin")) {
      assertEquals(Optional.of(folder.resolve("results/run")), injector.folder());
    }
  }

  @Test
  void namesADamagedResult() throws Exception {
    try (InjectorProcess injector = ended("begin; echo '{' > $results/run/results.json")) {
      String message = assertThrows(IOException.class, injector::result).getMessage();
      assertTrue(message.startsWith(folder + "/results/run/results.json: is malformed: "), message);
    }
  }

  @Test
  void showsTheEndOfItsOutput() throws Exception {
    try (InjectorProcess injector = ended("seq 12; echo; echo end >&2")) {
      assertEquals(List.of("12", "end"), injector.lastLines(2));
      assertEquals(13, injector.lastLines(100).size());
    }
  }
}
