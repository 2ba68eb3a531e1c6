package io.openmeet.feeders;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Feeders reads the texts that the API accepts, and refuses all others before anything starts. */
class FeederRulesTest {

  /** A correct line of each file; a test changes one cell in it. */
  private enum File {
    USERS("email,password,name,organisation", "ana@org.example,secret-1,Ana,Org", Feeders::user),
    MEETING_TYPES("type,title,durationMinutes", "one-on-one,Talk,30", Feeders::meetingType),
    QUERIES("query,weight,mustContain", "hiring plan,3,plan", Feeders::searchQuery),
    RECORDINGS(
        "fileName,contentType,category,kilobytes", "a.ogg,audio/ogg,board,64", Feeders::recording);

    private final String[] columns;
    private final String line;
    private final Function<CsvTable.Row, ?> reader;

    File(String header, String line, Function<CsvTable.Row, ?> reader) {
      this.columns = header.split(",");
      this.line = line;
      this.reader = reader;
    }

    void readWith(String column, String cell) {
      String[] cells = line.split(",");
      cells[List.of(columns).indexOf(column)] = "\"" + cell + "\"";
      String csv = String.join(",", columns) + "\n" + String.join(",", cells) + "\n";
      reader.apply(
          CsvTable.read(new FeederFile("my.csv", csv.getBytes(StandardCharsets.UTF_8)), 1, columns)
              .rows()
              .get(0));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "USERS, email, 3, 254",
    "USERS, password, 8, 200",
    "USERS, name, 1, 200",
    "USERS, organisation, 1, 163",
    "MEETING_TYPES, type, 1, 40",
    "MEETING_TYPES, title, 1, 200",
    "QUERIES, query, 1, 99",
    "QUERIES, mustContain, 1, 99",
    "RECORDINGS, fileName, 1, 255",
    "RECORDINGS, contentType, 1, 255",
    "RECORDINGS, category, 1, 40"
  })
  void acceptsTextsOfTheLengthThatTheApiAccepts(
      File file, String column, int shortest, int longest) {
    String before = column.equals("email") ? "x@" : "";
    assertDoesNotThrow(() -> file.readWith(column, text(before, shortest)));
    assertDoesNotThrow(() -> file.readWith(column, text(before, longest)));
    String expected = "expected %d to %d characters, found ".formatted(shortest, longest);
    assertRefused(expected + (longest + 1), file, column, text(before, longest + 1));
    if (shortest > 1) { // an empty cell has another message
      assertRefused(expected + (shortest - 1), file, column, text(before, shortest - 1));
    }
  }

  private static String text(String before, int length) {
    return before + "x".repeat(length - before.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ana.org.example", "ana@", "a@b@c", " ana@org.example", "ana@b.example "})
  void refusesTextsThatAreNoAddress(String email) {
    assertRefused(
        "expected an address such as somebody@example.org, found \"%s\"".formatted(email),
        File.USERS,
        "email",
        email);
  }

  @ParameterizedTest
  @ValueSource(strings = {"One-on-one", "one on one", "one--on", "-one", "1st"})
  void refusesTextsThatAreNoMeetingType(String type) {
    assertRefused(
        "expected a lower-case word such as one-on-one, found \"%s\"".formatted(type),
        File.MEETING_TYPES,
        "type",
        type);
  }

  @ParameterizedTest
  @CsvSource({
    "USERS, name, 0000",
    "USERS, password, 0009",
    "MEETING_TYPES, title, 000A",
    "QUERIES, query, 0085",
    "RECORDINGS, fileName, 007F"
  })
  void refusesControlCharacters(File file, String column, String hex) {
    assertRefused(
        "expected no control characters, found U+" + hex,
        file,
        column,
        "two" + (char) Integer.parseInt(hex, 16) + "words");
  }

  @ParameterizedTest
  @CsvSource({
    "USERS, email, Ann+1@org.example",
    "USERS, password, '  8 \u4f1a # '",
    "MEETING_TYPES, type, q3-review-2",
    "RECORDINGS, category, Anything: at all"
  })
  void acceptsWhatTheApiAccepts(File file, String column, String cell) {
    assertDoesNotThrow(() -> file.readWith(column, cell));
  }

  /** One character is two Java chars, and four bytes. */
  @ParameterizedTest
  @ValueSource(strings = "\uD83C\uDF89")
  void countsUnicodeCharacters(String one) {
    assertDoesNotThrow(() -> File.MEETING_TYPES.readWith("title", one.repeat(200)));
  }

  private static void assertRefused(String complaint, File file, String column, String cell) {
    assertEquals(
        "my.csv line 2, column %s: %s.".formatted(column, complaint),
        assertThrows(FeederException.class, () -> file.readWith(column, cell)).getMessage());
  }
}
