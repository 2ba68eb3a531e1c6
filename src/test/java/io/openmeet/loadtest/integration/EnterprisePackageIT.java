package io.openmeet.loadtest.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The package of {@code mvn gatling:enterprisePackage}, which {@code mvn verify} makes first. */
class EnterprisePackageIT {
  private static Path file;

  @BeforeAll
  static void find() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      List<Path> packages = files.filter(file -> file.toString().endsWith("-shaded.jar")).toList();
      assertEquals(1, packages.size(), packages + "; make it with mvn gatling:enterprisePackage");
      file = packages.get(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "slas.json",
        "gatling.conf",
        "feeders/users.csv",
        "feeders/meeting-types.csv",
        "feeders/search-queries.csv",
        "feeders/recordings.csv"
      })
  void holdsTheFilesOfTheRuns(String name) throws IOException {
    Path source = Path.of(name.equals("slas.json") ? "src/test/resources/slas.json" : name);
    try (JarFile jar = new JarFile(file.toFile())) {
      assertNotNull(jar.getEntry(name), name);
      try (InputStream packed = jar.getInputStream(jar.getEntry(name))) {
        assertEquals(
            Files.readString(source), new String(packed.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  /**
   * With the libraries, some of which Gatling Enterprise adds, but without the project's classes.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ApiSimulation",
        "AuthSimulation",
        "SearchSimulation",
        "UploadSimulation",
        "WebSocketSimulation"
      })
  void itsSimulationsAreListedAndLoad(String simulation) throws Exception {
    String name = "io.openmeet.loadtest.simulations." + simulation;
    try (JarFile jar = new JarFile(file.toFile());
        URLClassLoader loader =
            new URLClassLoader(packageAndLibraries(), ClassLoader.getPlatformClassLoader())) {
      String listed = jar.getManifest().getMainAttributes().getValue("Gatling-Simulations");
      assertTrue(List.of(listed.split(",")).contains(name), listed);

      Class<?> loaded = Class.forName(name, true, loader);

      assertEquals(
          file.toUri().toURL(), loaded.getProtectionDomain().getCodeSource().getLocation());
      assertTrue(
          loader.loadClass("io.gatling.javaapi.core.Simulation").isAssignableFrom(loaded), name);
    }
  }

  private static URL[] packageAndLibraries() throws MalformedURLException {
    List<URL> urls = new ArrayList<>(List.of(file.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return urls.toArray(URL[]::new);
  }
}
