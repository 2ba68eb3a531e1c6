package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

  @Test
  void makesColumnsAsWideAsTheirWidestCell() {
    TextTable table = new TextTable("Simulation", "Outcome", "Reason");
    table.row("ApiSimulation", "PASS", "");
    table.row("Search", "INVALID", "no data");
    assertEquals(
        """
        Simulation     Outcome  Reason
        -------------  -------  -------
        ApiSimulation  PASS
        Search         INVALID  no data
        """,
        lines(table));
  }

  @Test
  void putsARemarkUnderItsRowOnAsManyLinesAsItNeeds() {
    TextTable table = new TextTable("Simulation", "Outcome");
    table.row("ApiSimulation", "FAIL");
    // 2 + 58 + 1 + 59 = 120 columns fit, 2 + 58 + 1 + 58 + 1 + 1 = 121 do not.
    table.remark("x".repeat(58) + " " + "y".repeat(59) + " z\nz");
    table.remark("x".repeat(58) + " " + "y".repeat(58) + " z");
    table.row("Search", "PASS");
    assertEquals(
        """
        Simulation     Outcome
        -------------  -------
        ApiSimulation  FAIL
          %s %s
          z z
          %s %s
          z
        Search         PASS
        """
            .formatted("x".repeat(58), "y".repeat(59), "x".repeat(58), "y".repeat(58)),
        lines(table));
  }

  @Test
  void doesNotBreakAWordThatIsLongerThanALine() {
    TextTable table = new TextTable("A");
    table.remark("see /" + "p".repeat(130) + " there");
    assertEquals("A\n  see\n  /%s\n  there\n-\n".formatted("p".repeat(130)), lines(table));
  }

  @Test
  void hasOnlyHeaderAndRuleWithoutRows() {
    assertEquals("A  Bc\n-  --\n", lines(new TextTable("A", "Bc")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"one", "one,two,three"})
  void refusesARowOfAnotherLength(String cells) {
    TextTable table = new TextTable("A", "B");
    assertEquals(
        "a row needs 2 cells",
        assertThrows(IllegalArgumentException.class, () -> table.row(cells.split(",")))
            .getMessage());
  }

  private static String lines(TextTable table) {
    return table.toString().replace(System.lineSeparator(), "\n");
  }
}
