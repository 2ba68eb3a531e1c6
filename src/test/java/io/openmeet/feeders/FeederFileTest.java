package io.openmeet.feeders;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeederFileTest {
  private static final String USERS = "feeders/users.csv";

  @TempDir private Path folder;

  @Test
  void isInTheProjectUnlessTheUserSaysOtherwise() throws IOException {
    FeederFile users = find(USERS);

    assertEquals(USERS, users.shown());
    assertArrayEquals(Files.readAllBytes(Path.of(USERS)), users.bytes());
  }

  @Test
  void isInTheFolderThatTheUserNames() throws IOException {
    Files.writeString(folder.resolve("users.csv"), "email\nme@mine.example\n");

    FeederFile users = inFolder(folder.toString());

    assertEquals(folder.resolve("users.csv").toString(), users.shown());
    assertEquals("email\nme@mine.example\n", text(users));
  }

  /** So that a misspelt name does not send other accounts' passwords to a real target. */
  @Test
  void isNotTakenFromTheProjectWhenTheFolderLacksIt() {
    assertEquals(
        "-Dfeeders=%s: expected a file users.csv, found none; copy it from the project's feeders/, and change what is needed."
            .formatted(folder),
        refusal(folder.toString()));
  }

  @Test
  void theFolderHasToBeThere() {
    assertEquals(
        "-Dfeeders=/no/where: expected a folder with feeder files, found none; correct the path.",
        refusal("/no/where"));
  }

  @Test
  void isNotTooLarge() throws IOException {
    try (RandomAccessFile sparse =
        new RandomAccessFile(folder.resolve("users.csv").toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertEquals(
        "%s: expected 64 MB at most, found 3072; use fewer rows."
            .formatted(folder.resolve("users.csv")),
        refusal(folder.toString()));
  }

  @Test
  void aVariableOfTheEnvironmentStandsAboveAll() {
    FeederFile users =
        FeederFile.find(
            USERS, Map.of("LOADTEST_FEEDER_USERS", "email\nü@x.example"), Optional.of("/no/where"));

    assertEquals("$LOADTEST_FEEDER_USERS", users.shown());
    assertEquals("email\nü@x.example", text(users));
  }

  @Test
  void aBlankVariableIsNone() {
    assertEquals(
        USERS,
        FeederFile.find(USERS, Map.of("LOADTEST_FEEDER_USERS", " "), Optional.empty()).shown());
  }

  @ParameterizedTest
  @CsvSource({
    "feeders/users.csv, LOADTEST_FEEDER_USERS",
    "feeders/meeting-types.csv, LOADTEST_FEEDER_MEETING_TYPES",
    "feeders/rooms2.csv, LOADTEST_FEEDER_ROOMS2"
  })
  void theVariableIsNamedAfterTheFile(String file, String variable) {
    assertEquals(variable, FeederFile.variable(file));
  }

  private static FeederFile find(String file) {
    return FeederFile.find(file, Map.of(), Optional.empty());
  }

  private static FeederFile inFolder(String folder) {
    return FeederFile.find(USERS, Map.of(), Optional.of(folder));
  }

  private static String refusal(String folder) {
    return assertThrows(FeederException.class, () -> inFolder(folder)).getMessage();
  }

  private static String text(FeederFile file) {
    return new String(file.bytes(), StandardCharsets.UTF_8);
  }
}
