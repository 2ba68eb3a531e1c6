package io.openmeet.loadtest.runs;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import scala.Console$;

/**
 * What Gatling prints once the load is over: steps of its report, a summary of some twenty lines
 * and one more for each error message, and its assertions. The summary says in estimates what
 * {@link io.openmeet.loadtest.reports.ConsoleReport} has said exactly, and may have a thousand
 * lines, so it is left out; it stands in Gatling's report.
 */
final class GatlingConsole {
  private GatlingConsole() {}

  /** To be called by the thread that Gatling's report is made by: the one that calls after(). */
  static void withoutSummary() {
    Console$.MODULE$.setOutDirect(new SingleLines(System.out));
  }

  /** Prints what has one line. Scala's println hands every text over as an object. */
  static final class SingleLines extends PrintStream {
    SingleLines(OutputStream out) {
      super(out, true, Charset.defaultCharset());
    }

    @Override
    public void println(Object text) {
      if (String.valueOf(text).lines().count() <= 1) {
        super.println(text);
      }
    }
  }
}
