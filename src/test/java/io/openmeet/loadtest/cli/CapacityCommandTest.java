package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  @Test
  void needsASimulationOrANameButNotBoth() {
    assertEquals(2, run());
    assertEquals(2, run("ApiSimulation", "--resume", "one"));
  }
}
