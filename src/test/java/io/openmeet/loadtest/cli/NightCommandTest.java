package io.openmeet.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes that are found before any run. */
class NightCommandTest {
  @TempDir private Path folder;
  private String err;

  @BeforeEach
  void nameTheClasses() throws IOException {
    Path classes = folder.resolve("test-classes");
    Files.createDirectories(classes.resolve("jvm"));
    Files.createFile(classes.resolve("jvm/injector.options"));
    Path simulations = Files.createDirectories(classes.resolve("io/openmeet/loadtest/simulations"));
    Files.createFile(simulations.resolve("ApiSimulation.class"));
    Files.createFile(simulations.resolve("AuthSimulation.class"));
    Path file =
        Files.writeString(
            folder.resolve("injector.classpath"), classes + File.pathSeparator + "/a.jar");
    System.setProperty(LoadTestClasses.FILE, file.toString());
  }

  @AfterEach
  void forgetTheClasses() {
    System.clearProperty(LoadTestClasses.FILE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "a b", "-x", ".", ""})
  void aNameIsTheNameOfAFolder(String name) {
    assertRefused(
        "--name: expected letters, digits, dots, dashes and underlines, at most 100, found \"%s\"."
            .formatted(name),
        "--name=" + name);
  }

  @ParameterizedTest
  @CsvSource({"--keep-days, 0", "--keep-gigabytes, -1"})
  void somethingIsKept(String option, String number) {
    assertRefused(
        "%s: expected 1 or more, found %s.".formatted(option, number), option + "=" + number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"injector=1/2", "startAt=2026-05-04T03:00:00Z", "injector.barrier=/b"})
  void aNightHasOneInjector(String property) {
    assertRefused(
        "-D%s: has no effect here, because each run of a night has one injector; leave it out."
            .formatted(property.split("=")[0]),
        "-D" + property);
  }

  @Test
  void aSimulationExists() {
    String known = folder.resolve("test-classes").toString();
    assertRefused(
        "--simulations: expected one of ApiSimulation, AuthSimulation, or another class of %s with its package, found \"ApSimulation\"."
            .formatted(known),
        "--simulations=AuthSimulation,ApSimulation");
  }

  @Test
  void aSimulationRunsOnce() {
    assertRefused(
        "--simulations: expected each simulation once, found ApiSimulation, ApiSimulation.",
        "--simulations=ApiSimulation,ApiSimulation");
  }

  @Test
  void aProfileExists() {
    assertRefused(
        "-Dprofile: expected one of quick, smoke, daily, weekly, prerelease, found \"nightly\".",
        "-Dprofile=nightly");
  }

  private void assertRefused(String message, String... arguments) {
    StringWriter errors = new StringWriter();
    List<String> command = new ArrayList<>(List.of("night"));
    command.addAll(List.of(arguments));
    int code =
        LoadTestCommand.run(
            new PrintWriter(new StringWriter()),
            new PrintWriter(errors),
            command.toArray(String[]::new));
    err = errors.toString();
    assertEquals(2, code, err);
    assertEquals(message + System.lineSeparator(), err);
  }
}
