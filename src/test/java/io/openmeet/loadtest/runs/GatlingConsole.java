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
 * What Gatling prints after the load: steps of its report, a summary of about twenty lines plus one
 * for each error message, and its assertions. The summary is left out: it estimates what {@link
 * io.openmeet.loadtest.reports.ConsoleReport} shows exactly, can have a thousand lines, and is also
 * in Gatling's report.
 */
final class GatlingConsole {
  /** As RunResultProcessor of gatling-app 3.15.1 prints it. */
  private static final Pattern ASSERTION = Pattern.compile(".* : (true|false) \\(.*");

  private GatlingConsole() {}

  /** Must be called by the thread that creates Gatling's report: the one that calls after(). */
  static SingleLines withoutSummary() {
    SingleLines lines = new SingleLines(System.out);
    Console$.MODULE$.setOutDirect(lines);
    return lines;
  }

  /** Prints only texts of one line. Scala's println passes every text as an object. */
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

    /** Which of the two counts, and why, when Gatling's assertions and the verdict disagree. */
    Optional<String> contradictionTo(RunVerdict verdict) {
      if (verdict == RunVerdict.PASS && brokenAssertions > 0) {
        return Optional.of(
            "Ignore Gatling's failed assertions (%d of %d): they estimate percentiles, and the exact percentiles above meet every service level."
                .formatted(brokenAssertions, assertions));
      }
      if (verdict == RunVerdict.FAIL && brokenAssertions == 0 && assertions > 0) {
        return Optional.of(
            "Ignore that all of Gatling's assertions hold: they judge all requests together, as logged, and estimate percentiles; the reasons above are exact.");
      }
      return Optional.empty();
    }
  }
}
