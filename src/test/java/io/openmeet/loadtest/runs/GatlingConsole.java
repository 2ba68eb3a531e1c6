package io.openmeet.loadtest.runs;

import io.openmeet.loadtest.results.RunVerdict;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import scala.Console$;

/**
 * What Gatling prints once the load is over: steps of its report, a summary of some twenty lines
 * and one more for each error message, and its assertions. The summary says in estimates what
 * {@link io.openmeet.loadtest.reports.ConsoleReport} has said exactly, and may have a thousand
 * lines, so it is left out; it stands in Gatling's report.
 */
final class GatlingConsole {
  /** As RunResultProcessor of gatling-app 3.15.1 prints it. */
  private static final Pattern ASSERTION = Pattern.compile(".* : (true|false) \\(.*");

  private GatlingConsole() {}

  /** To be called by the thread that Gatling's report is made by: the one that calls after(). */
  static SingleLines withoutSummary() {
    SingleLines lines = new SingleLines(System.out);
    Console$.MODULE$.setOutDirect(lines);
    return lines;
  }

  /** Prints what has one line. Scala's println hands every text over as an object. */
  static final class SingleLines extends PrintStream {
    private int assertions;
    private int brokenAssertions;

    SingleLines(OutputStream out) {
      super(out, true, Charset.defaultCharset());
    }

    @Override
    public void println(Object text) {
      String line = String.valueOf(text);
      Matcher assertion = ASSERTION.matcher(line);
      if (assertion.matches()) {
        assertions++;
        brokenAssertions += assertion.group(1).equals("false") ? 1 : 0;
      }
      if (line.lines().count() <= 1) {
        super.println(text);
      }
    }

    /** Which of the two counts, and why, where Gatling's assertions say otherwise. */
    Optional<String> contradictionTo(RunVerdict verdict) {
      if (verdict == RunVerdict.PASS && brokenAssertions > 0) {
        return Optional.of(
            "Gatling's assertions that do not hold (%d of %d) do not count: they estimate percentiles, and the exact ones above keep every level."
                .formatted(brokenAssertions, assertions));
      }
      if (verdict == RunVerdict.FAIL && brokenAssertions == 0 && assertions > 0) {
        return Optional.of(
            "That all of Gatling's assertions hold does not count: they see all requests together, as logged, and estimate percentiles; the reasons above are exact.");
      }
      return Optional.empty();
    }
  }
}
