package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.capacity.SearchGoal;
import io.openmeet.loadtest.launch.LoadTestClasses;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mistakes that are found before any server is started and any folder is made. */
class CapacityCommandTest {
  @TempDir private Path folder;
  private String err;

  @BeforeEach
  void nameTheClasses() throws IOException {
    Path classes = folder.resolve("test-classes");
    Files.createDirectories(classes.resolve("jvm"));
    Files.createFile(classes.resolve("jvm/injector.options"));
    Path simulations = Files.createDirectories(classes.resolve("io/openmeet/loadtest/simulations"));
    Files.createFile(simulations.resolve("ApiSimulation.class"));
    Path file =
        Files.writeString(
            folder.resolve("injector.classpath"), classes + File.pathSeparator + "/a.jar");
    System.setProperty(LoadTestClasses.FILE, file.toString());
  }

  @AfterEach
  void forgetTheClasses() {
    System.clearProperty(LoadTestClasses.FILE);
  }

  private int run(String... arguments) {
    StringWriter errors = new StringWriter();
    List<String> command = new ArrayList<>(List.of("capacity"));
    command.addAll(List.of(arguments));
    int code =
        LoadTestCommand.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            command.toArray(String[]::new));
    err = errors.toString();
    return code;
  }

  private void assertRefused(String message, String... arguments) {
    assertEquals(2, run(arguments));
    assertTrue(err.startsWith(message), err);
  }

  @Test
  void refusesASimulationThatDoesNotExist() {
    assertRefused("<simulation>: expected one of ApiSimulation, or", "ApSimulation");
  }

  @Test
  void refusesPropertiesThatTheSearchSets() {
    assertRefused(
        "-Drate: the search sets it itself; leave it out: use --from and --most.",
        "ApiSimulation",
        "-Drate=100");
    assertRefused("-Dprofile: the search sets it itself", "ApiSimulation", "-Dprofile=smoke");
  }

  @Test
  void refusesWrongProperties() {
    assertRefused("-Dwarmup.max: expected", "ApiSimulation", "-Dwarmup.max=long");
  }

  @Test
  void refusesLoadsAndWidthsThatCannotBe() {
    assertRefused(
        "Search: expected loads of 1 <= lowest <= first <= highest, and 1 trial or more, found 10, 500, 100 and 40.",
        "ApiSimulation",
        "--from",
        "500",
        "--most",
        "100");
    assertRefused("Search goal: expected", "ApiSimulation", "--width", "100");
    assertRefused(
        "--load: expected rate or users, found \"bytes\".", "ApiSimulation", "--load", "bytes");
  }

  @Test
  void refusesANameThatIsNoFolder() {
    assertRefused("--name: expected letters", "ApiSimulation", "--name", "../elsewhere");
    assertRefused("--name: expected letters", "--resume", "../elsewhere");
  }

  @Test
  void saysWhenThereIsNothingToGoOnWith() {
    assertEquals(2, run("--resume", "none-of-this-name"));
    assertTrue(
        err.contains(
            "expected a search, found no plan.json in it; start one with ci/loadtest capacity"),
        err);
  }

  /** The plan of a search that was started; the project is this test's folder. */
  @Test
  void goesOnOnlyWithTheSecretsThatNoFileHas() throws IOException {
    System.setProperty("loadtest.project", folder.toString());
    try {
      Path plan = Files.createDirectories(folder.resolve("capacity/one")).resolve("plan.json");
      Files.writeString(
          plan,
          """
          {"simulation": "io.openmeet.loadtest.simulations.ApiSimulation", "subject": "TARGET", "unit": "rate",
           "properties": {"baseUrl": "https://...@host/v1", "javax.net.ssl.trustStorePassword": "..."},
           "machine": "a machine", "search": {"goal": %s, "from": 10, "least": 10, "most": 100, "mostTrials": 5}}
          """
              .formatted(JsonMapper.builder().build().writeValueAsString(SearchGoal.STANDARD)));
      assertRefused(
          "-DbaseUrl: expected the value with which the search began, because no file has it; give it again.",
          "--resume",
          "one");
      assertRefused(
          "-Djavax.net.ssl.trustStorePassword: expected the value with which the search began, because no file has it; give it again.",
          "--resume",
          "one",
          "-DbaseUrl=https://ann:b@host/v1");
      assertRefused(
          "-Dwarmup.max: expected only secrets, which no file has, because the plan of a search cannot change; leave it out.",
          "--resume",
          "one",
          "-Dwarmup.max=30");
    } finally {
      System.clearProperty("loadtest.project");
    }
  }

  @Test
  void needsASimulationOrANameButNotBoth() {
    assertEquals(2, run());
    assertEquals(2, run("ApiSimulation", "--resume", "one"));
  }
}
