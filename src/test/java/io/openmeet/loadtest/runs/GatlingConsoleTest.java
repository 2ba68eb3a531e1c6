package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.Console$;

class GatlingConsoleTest {
  @Test
  void leavesOutWhatHasSeveralLinesAndNothingElse() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Console$.MODULE$.withOut(
        new GatlingConsole.SingleLines(out),
        () -> {
          Console$.MODULE$.println("Generating reports...");
          Console$.MODULE$.println("\n====\n---- Global Information\n====\n");
          Console$.MODULE$.println("Global: 95th percentile : true (actual : 5.0)");
          return null;
        });
    assertEquals(
        "Generating reports...%nGlobal: 95th percentile : true (actual : 5.0)%n".formatted(),
        out.toString(Charset.defaultCharset()));
  }

  @ParameterizedTest
  @CsvSource({
    "PASS, true true, ''",
    "PASS, true false, Ignore Gatling's failed assertions (1 of 2)",
    "FAIL, true false, ''",
    "FAIL, true true, Ignore that all of Gatling's assertions hold",
    "INVALID, true false, ''"
  })
  void saysWhichCountsWhereGatlingsAssertionsSayOtherwise(
      RunVerdict verdict, String assertions, String beginning) {
    GatlingConsole.SingleLines lines =
        new GatlingConsole.SingleLines(OutputStream.nullOutputStream());
    for (String holds : assertions.split(" ")) {
      lines.println((Object) ("Global: count of all events : " + holds + " (actual : 5)"));
    }
    String said = lines.contradictionTo(verdict).orElse("");
    assertTrue(beginning.isEmpty() ? said.isEmpty() : said.startsWith(beginning), said);
  }
}
