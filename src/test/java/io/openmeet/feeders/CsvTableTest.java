package io.openmeet.feeders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTableTest {

  @Test
  void keepsQuotesCommasLineEndsAndEveryLetter() {
    CsvTable table =
        table(
            """
            type,title,extra
            review,"Design review, round 1",x
            one-on-one,"1:1 with ""manager\""",x
            lunch,Café – 会議 🎉,x
            agenda,"first
            second",x
            path,C:\\temp\\new,x
            """);
    assertEquals(
        List.of(
            "Design review, round 1",
            "1:1 with \"manager\"",
            "Café – 会議 🎉",
            "first\nsecond",
            "C:\\temp\\new"),
        table.rows().stream().map(row -> row.text("title")).toList());
    assertEquals("review", table.rows().get(0).text("type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type,title\na,b\n",
        "type,title\na,b",
        "type,title\r\na,b\r\n",
        " type , title \na,b\n",
        "title,more,type\nb,x,a\n",
        "\uFEFFtype,title\na,b\n",
        "\uFEFF\"type\",\"title\"\na,b\n"
      })
  void readsWhatSpreadsheetsWrite(String csv) {
    CsvTable.Row row = table(csv).rows().get(0);
    assertEquals("a b", row.text("type") + " " + row.text("title"));
  }

  /** As an editor or a file system of macOS writes them, and as other systems do. */
  @Test
  void readsLettersInOneFormHoweverTheyAreWritten() {
    CsvTable.Row row = table("type,title\nu\u0308ber,Cafe\u0301\n").rows().get(0);
    assertEquals("\u00fcber Caf\u00e9", row.text("type") + " " + row.text("title"));
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertEquals(
        "feeders/none.csv: no such file; it belongs at the top of the project.",
        assertThrows(FeederException.class, () -> CsvTable.read("feeders/none.csv", 1))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``|line 1: expected a column type, found [].",
        "type\\n|line 1: expected a column title, found [type].",
        "Type,Title\\na,b|line 1: expected a column type, found [Type, Title].",
        "type;title\\na;b|line 1: expected a column type, found [type;title].",
        "type,title\\n|expected 1 rows or more, found 0.",
        "type,title\\na,b\\nc\\n|line 3: expected 2 cells, found 1; a text with a comma needs quotes around it.",
        "type,title\\na,b,c\\n|line 2: expected 2 cells, found 3; a text with a comma needs quotes around it.",
        "type,title\\na,b\\n\\nc,d\\n|line 3: expected 2 cells, found 1; a text with a comma needs quotes around it.",
        "type,title\\na,b\\nc,\\n|line 3, column title: expected a value, found none.",
        "type,title\\n ,b\\n|line 2, column type: expected a value, found none.",
        "type,title\\na,\"\"\\n|line 2, column title: expected a value, found none.",
        "type,title,\"a\\nb\"\\nc,,d\\n|line 3, column title: expected a value, found none.",
        "type,title\\na,\"b\\nb\\nb\"\\nc,d\\ne,\\n|line 6, column title: expected a value, found none.",
        "type,title\\na,\"b\\nb\",c\\n|line 2: expected 2 cells, found 3; a text with a comma needs quotes around it.",
        "type,title\\na,b\\nc,\"d\\ne,f\\n|line 3: a quote is opened and not closed."
      })
  void namesFileLineAndColumnOfWhatIsWrong(String csv, String complaint) {
    assertEquals("my.csv " + complaint, refusal(csv.replace("\\n", "\n")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "type,title\\na,b\\nc,d\\na,e\\n|lines 2 and 4, column type: expected different values, found \"a\" in both; give each line its own.",
        "type,title\\njos\u00e9,b\\njose\u0301,c\\n|lines 2 and 3, column type: expected different values, found \"jos\u00e9\" in both; give each line its own.",
        "type,title\\na,\"b\\nb\"\\nA,c\\n|lines 2 and 4, column type: expected different values, found \"A\" in both; give each line its own."
      })
  void namesBothLinesOfAValueThatOccursTwice(String csv, String complaint) {
    CsvTable table = table(csv.replace("\\n", "\n"));
    assertEquals(
        "my.csv " + complaint,
        assertThrows(FeederException.class, () -> table.requireDistinct("type")).getMessage());
  }

  @Test
  void refusesAFileWithTooFewRows() {
    byte[] csv = "type\na\nb\n".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "my.csv expected 3 rows or more, found 2.",
        assertThrows(
                FeederException.class,
                () -> CsvTable.read(new FeederFile("my.csv", csv), 3, "type"))
            .getMessage());
  }

  @ParameterizedTest
  @CsvSource({"'type,title\na,b\nc,d', 3", "'tüpe', 1", "'type,title\n\"a\nb\",ü', 3"})
  void namesTheLineThatIsNotUtf8(String csv, int line) {
    byte[] latin1 = (csv + "\u00fc\n").getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "my.csv line %d: expected UTF-8, found other bytes; save the file as UTF-8."
            .formatted(line),
        assertThrows(FeederException.class, () -> read(latin1)).getMessage());
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "007, 7", "60, 60"})
  void readsNumbersFromTheLeastToTheGreatest(String cell, int number) {
    assertEquals(
        number, table("type,title\n%s,b\n".formatted(cell)).rows().get(0).number("type", 1, 60));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "61", "-1", "1.5", "one", "1 ", "99999999999"})
  void namesFileLineAndColumnOfACellThatIsNoNumberInRange(String cell) {
    CsvTable.Row row = table("type,title\n%s,b\n".formatted(cell)).rows().get(0);
    assertEquals(
        "my.csv line 2, column type: expected a whole number from 1 to 60, found \"%s\"."
            .formatted(cell),
        assertThrows(FeederException.class, () -> row.number("type", 1, 60)).getMessage());
  }

  private static String refusal(String csv) {
    return assertThrows(FeederException.class, () -> table(csv)).getMessage();
  }

  private static CsvTable table(String csv) {
    return read(csv.getBytes(StandardCharsets.UTF_8));
  }

  private static CsvTable read(byte[] csv) {
    return CsvTable.read(new FeederFile("my.csv", csv), 1, "type", "title");
  }
}
