package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

class GatlingCommandTest {
  private static final Path PROJECT = Path.of("/project");
  private static final Path RESULTS = Path.of("/runs/2");

  @TempDir Path folder;

  private LoadTestClasses classes;

  @BeforeEach
  void writeClassPath() throws Exception {
    Files.createDirectories(folder.resolve("test-classes/jvm"));
    Files.createFile(folder.resolve("test-classes/jvm/injector.options"));
    Files.writeString(
        folder.resolve("cp"),
        String.join(File.pathSeparator, folder + "/classes", folder + "/test-classes", "/a.jar")
            + "\n");
    classes = LoadTestClasses.read(folder.resolve("cp"));
  }

  private List<String> command(Map<String, String> properties) {
    return new GatlingCommand(classes, PROJECT)
        .of(new InjectorRun("io.openmeet.Some", properties, RESULTS));
  }

  @Test
  void startsGatlingWithTheOptionsOfTheInjectorAndTheRunsProperties() {
    List<String> command = command(Map.of("profile", "smoke", "injector", "2/4"));

    assertEquals("@" + folder.resolve("test-classes/jvm/injector.options"), command.get(1));
    assertEquals(
        List.of(
            "-Dinjector=2/4",
            "-Dloadtest.noReports=false",
            "-Dloadtest.project=/project",
            "-Dloadtest.results=/runs/2",
            "-Dprofile=smoke",
            "-cp",
            folder + "/classes:" + folder + "/test-classes:/a.jar",
            "io.gatling.app.Gatling",
            "-s",
            "io.openmeet.Some",
            "-rf",
            "/runs/2"),
        command.subList(command.indexOf("-Dinjector=2/4"), command.size()));
  }

  /** The options' file has the size of the last Maven run, so the command always names it. */
  @Test
  void setsTheSizeOfTheInjector() {
    List<String> usual = command(Map.of());
    List<String> larger = command(Map.of("injector.heap", "3g", "injector.eventLoops", "4"));

    assertEquals(List.of("-Xms1g", "-Xmx1g", "-Dio.netty.eventLoopThreads=2"), usual.subList(2, 5));
    assertEquals(
        List.of("-Xms3g", "-Xmx3g", "-Dio.netty.eventLoopThreads=4"), larger.subList(2, 5));
  }

  @Test
  void asksGatlingForNoReportWhenTheUserWantsNone() {
    List<String> command = command(Map.of("gatling.noReports", "true"));

    assertEquals("-nr", command.get(command.size() - 1));
    assertTrue(command.contains("-Dloadtest.noReports=true"));
    assertFalse(command(Map.of()).contains("-nr"));
  }

  /** A property that the pom gives to injectors must not be missing without Maven. */
  @Test
  void setsEachSystemPropertyThatThePomSets() throws Exception {
    NodeList arguments =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new File("pom.xml"))
            .getElementsByTagName("jvmArg");
    List<String> keys =
        Stream.iterate(0, i -> i < arguments.getLength(), i -> i + 1)
            .map(i -> arguments.item(i).getTextContent())
            .filter(argument -> argument.startsWith("-D"))
            .map(argument -> argument.replaceFirst("=.*", "="))
            .toList();

    assertTrue(keys.contains("-Dloadtest.results="), keys::toString);
    List<String> command = command(Map.of());
    for (String key : keys) {
      assertTrue(command.stream().anyMatch(argument -> argument.startsWith(key)), key);
    }
  }

  @Test
  void makesTheReportOfALogInItsFolder() {
    List<String> command =
        new GatlingCommand(classes, PROJECT).report(Path.of("/runs/x/../merged"));

    assertEquals(
        List.of("io.gatling.app.Gatling", "-ro", "merged", "-rf", "/runs"),
        command.subList(command.size() - 5, command.size()));
  }

  @Test
  void refusesAClassPathWithoutTheLoadTests() throws Exception {
    Path file = Files.writeString(folder.resolve("other"), "/a.jar");

    String message =
        assertThrows(ConfigurationException.class, () -> LoadTestClasses.read(file)).getMessage();

    assertEquals(
        file
            + ": expected a folder with jvm/injector.options in the class path, found none; remove the file, and start the command again.",
        message);
  }

  @Test
  void findsSimulationsInTheClassPath() throws Exception {
    Path simulations =
        Files.createDirectories(folder.resolve("test-classes/io/openmeet/loadtest/simulations"));
    Files.createFile(simulations.resolve("ApiSimulation.class"));
    Files.createFile(simulations.resolve("package-info.class"));
    Simulations found = Simulations.in(classes);

    assertEquals(
        "io.openmeet.loadtest.simulations.ApiSimulation",
        found.find("<simulation>", "ApiSimulation"));
    String message =
        assertThrows(ConfigurationException.class, () -> found.find("<simulation>", "ApSimulation"))
            .getMessage();
    assertTrue(
        message.startsWith("<simulation>: expected one of ApiSimulation, or another class of "),
        message);
  }
}
