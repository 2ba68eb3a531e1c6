package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * {@code junit.xml}: one test case for each service level, for Jenkins, GitLab and similar systems.
 * A broken service level is a failure. In an invalid run every service level is an error, because
 * the run proves none; a service level without data is an error, too. A run that fails without a
 * broken service level, because it was stopped or arrivals were dropped, adds a failure.
 *
 * <p>GitLab shows only the text of a failure, Jenkins shows text and message, so the first line of
 * the text is also the message.
 */
final class JunitXml implements ReportWriter {
  /** In the run's folder. */
  static final String NAME = "junit.xml";

  private static final String PACKAGE = "io.openmeet.loadtest.";

  @Override
  public void write(RunReport report, Path folder) throws IOException {
    write(List.of(report.result()), folder.resolve(NAME));
  }

  /** Writes several runs into one file, a test suite for each. */
  static void write(List<RunResult> results, Path file) throws IOException {
    WholeFile.write(file, out -> write(results, out));
  }

  private static void write(List<RunResult> results, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      newLine(xml, 0);
      xml.writeStartElement("testsuites");
      for (RunResult result : results) {
        suite(xml, result);
      }
      newLine(xml, 0);
      xml.writeEndElement();
      newLine(xml, 0);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException unwritable) {
      throw new IOException(NAME + ": " + unwritable.getMessage(), unwritable);
    }
  }

  private static void suite(XMLStreamWriter xml, RunResult result) throws XMLStreamException {
    boolean invalid = result.outcome().verdict() == RunVerdict.INVALID;
    boolean nothingJudged = result.outcome().slas().isEmpty();
    long broken = count(result, Verdict.BROKEN);
    long noData = count(result, Verdict.NO_DATA);
    long notJudged = count(result, Verdict.NOT_JUDGED);
    boolean failsOtherwise = result.outcome().verdict() == RunVerdict.FAIL && broken + noData == 0;
    long tests = result.outcome().slas().size() + (nothingJudged || failsOtherwise ? 1 : 0);
    newLine(xml, 1);
    xml.writeStartElement("testsuite");
    attribute(xml, "name", result.identity().simulation());
    attribute(
        xml,
        "timestamp",
        result.identity().startedAt().substring(0, "2026-01-02T03:04:05".length()));
    attribute(xml, "tests", String.valueOf(tests));
    attribute(xml, "failures", String.valueOf(invalid ? 0 : failsOtherwise ? 1 : broken));
    attribute(xml, "errors", String.valueOf(invalid ? tests - notJudged : noData));
    attribute(xml, "skipped", String.valueOf(notJudged));
    attribute(xml, "time", seconds(result.identity().window().seconds()));
    for (SlaResult sla : result.outcome().slas()) {
      testCase(xml, result, sla);
    }
    if (nothingJudged) {
      start(xml, result, "service levels");
      outcome(xml, "error", "INVALID", reasons(result));
      end(xml, 2);
    }
    if (failsOtherwise) {
      start(xml, result, "the run");
      outcome(xml, "failure", "FAIL", reasons(result));
      end(xml, 2);
    }
    end(xml, 1);
  }

  private static long count(RunResult result, Verdict verdict) {
    return result.outcome().slas().stream().filter(sla -> sla.verdict() == verdict).count();
  }

  private static void testCase(XMLStreamWriter xml, RunResult result, SlaResult sla)
      throws XMLStreamException {
    start(xml, result, sla.name() + " " + sla.limitText());
    if (sla.verdict() == Verdict.NOT_JUDGED) {
      outcome(xml, "skipped", "NOT_JUDGED", sentence(sla));
    } else if (result.outcome().verdict() == RunVerdict.INVALID) {
      outcome(xml, "error", "INVALID", invalid(result, sla));
    } else if (sla.verdict() == Verdict.BROKEN) {
      outcome(xml, "failure", "BROKEN", sentence(sla));
    } else if (sla.verdict() == Verdict.NO_DATA) {
      outcome(xml, "error", "NO_DATA", sentence(sla));
    }
    end(xml, 2);
  }

  private static void start(XMLStreamWriter xml, RunResult result, String name)
      throws XMLStreamException {
    newLine(xml, 2);
    xml.writeStartElement("testcase");
    attribute(xml, "classname", PACKAGE + result.identity().simulation());
    attribute(xml, "name", name);
    attribute(xml, "time", seconds(result.identity().window().seconds()));
  }

  private static void end(XMLStreamWriter xml, int depth) throws XMLStreamException {
    newLine(xml, depth);
    xml.writeEndElement();
  }

  private static String invalid(RunResult result, SlaResult sla) {
    return "Not a valid measurement: %s\n%s".formatted(reasons(result), sentence(sla));
  }

  private static String reasons(RunResult result) {
    return String.join("\n", result.outcome().reasons());
  }

  private static String sentence(SlaResult sla) {
    return sla.verdict() == Verdict.NO_DATA || sla.verdict() == Verdict.NOT_JUDGED
        ? "%s: no data, because %s.".formatted(sla.name(), sla.reason())
        : "%s: measured %s, limit %s, %s."
            .formatted(sla.name(), sla.actualText(), sla.limitText(), sla.marginText());
  }

  private static void outcome(XMLStreamWriter xml, String element, String type, String text)
      throws XMLStreamException {
    newLine(xml, 3);
    xml.writeStartElement(element);
    attribute(xml, "type", type);
    attribute(xml, "message", text.lines().findFirst().orElse(""));
    xml.writeCharacters(XmlText.legal(text));
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, XmlText.legal(value));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  private static void newLine(XMLStreamWriter xml, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
