package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import scala.Console$;

class GatlingConsoleTest {
  @Test
  void shouldLeaveOutWhatHasSeveralLinesAndNothingElse() {
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
}
