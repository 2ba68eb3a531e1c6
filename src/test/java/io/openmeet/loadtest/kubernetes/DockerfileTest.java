package io.openmeet.loadtest.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DockerfileTest {
  private static final Dockerfile FILE = Dockerfile.read();

  /** A release and its digest: {@code maven:3.9.16-eclipse-temurin-17@sha256:...}. */
  private static final Pattern PINNED =
      Pattern.compile("[a-z]+(-[a-z]+)*:\\d+\\.\\d+\\.\\d+\\S*@sha256:[0-9a-f]{64}( AS [a-z]+)?");

  private static final Pattern DOWNLOAD =
      Pattern.compile("\\b(curl|wget|apt|apt-get|apk|git clone)\\b");

  @Test
  void eachBaseIsARelease() {
    assertEquals(2, FILE.all("FROM").size(), "a stage that builds, and the image");
    for (String base : FILE.all("FROM")) {
      assertTrue(PINNED.matcher(base).matches(), base);
    }
  }

  @Test
  void theImageHasNeitherMavenNorACompiler() {
    assertTrue(FILE.all("FROM").get(0).startsWith("maven:"));
    assertTrue(FILE.all("FROM").get(1).startsWith("eclipse-temurin:17."));
    assertTrue(FILE.all("FROM").get(1).contains("-jre-"));
  }

  @Test
  void nothingIsInstalledOrDownloadedButByMaven() {
    assertEquals(List.of(), FILE.all("ADD"));
    assertEquals(List.of(), FILE.lastStage("RUN"));
    assertEquals(
        List.of(), FILE.all("RUN").stream().filter(run -> DOWNLOAD.matcher(run).find()).toList());
  }

  /** Kubernetes cannot tell whether a user with a name is root. */
  @Test
  void theUserIsANumberAndNotRoot() {
    assertTrue(FILE.user() > 0);
    assertTrue(FILE.group() > 0);
    assertEquals(
        List.of(),
        FILE.lastStage("COPY").stream().filter(copy -> copy.contains("--chown")).toList(),
        "the user may not change the files");
  }

  @Test
  void holdsNoSecret() {
    assertFalse(
        FILE.instructions().stream()
            .anyMatch(line -> line.matches("(?i)(ARG|ENV).*(PASS|SECRET|TOKEN|KEY).*")));
  }

  /** Everything that the context holds exists, and the build copies all of it. */
  @Test
  void theContextIsWhatTheBuildCopies() throws Exception {
    List<String> rules =
        Files.readAllLines(Path.of(".dockerignore")).stream()
            .filter(line -> !line.startsWith("#"))
            .toList();
    Set<String> copied =
        FILE.all("COPY").stream()
            .filter(copy -> !copy.startsWith("--from"))
            .flatMap(copy -> sources(copy))
            .collect(Collectors.toSet());

    assertEquals("*", rules.get(0));
    assertEquals(
        rules.stream().skip(1).map(rule -> rule.replaceFirst("^!", "")).collect(Collectors.toSet()),
        copied);
    for (String source : copied) {
      assertTrue(Files.exists(Path.of(source)), source);
    }
  }

  private static Stream<String> sources(String copy) {
    List<String> words = List.of(copy.split(" "));
    return words.subList(0, words.size() - 1).stream();
  }
}
