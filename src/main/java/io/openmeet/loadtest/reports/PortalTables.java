package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.sla.Unit;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The portal's figures as plain tables, for browsers without JavaScript. */
final class PortalTables {
  /** Enough for a morning; the page has all runs with JavaScript. */
  static final int MOST_RUNS = 100;

  private static final List<String> LEVEL_COLUMNS =
      List.of("Simulation", "Profile", "Service level", "Newest run", "Limit", "Changes");
  private static final List<String> RUN_COLUMNS =
      List.of(
          "Verdict",
          "Run",
          "Started (UTC)",
          "Profile",
          "P95",
          "P99",
          "Errors",
          "Levels met",
          "Why");

  private final StringWriter html = new StringWriter();
  private final XMLStreamWriter xml;

  private PortalTables() throws XMLStreamException {
    xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(html);
  }

  /**
   * @param nights the newest first
   * @param runs the newest first
   */
  static String of(List<PortalNight> nights, List<PortalEntry> runs, PortalTrends trends) {
    try {
      PortalTables tables = new PortalTables();
      tables.lastNight(nights);
      tables.levels(trends);
      tables.runs(runs);
      tables.xml.close();
      return tables.html.toString();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException("text in memory can be written", impossible);
    }
  }

  private void lastNight(List<PortalNight> nights) throws XMLStreamException {
    if (nights.isEmpty()) {
      return;
    }
    paragraph("Last night: " + nights.get(0).title() + ".");
    for (String sentence : nights.get(0).news()) {
      paragraph(sentence);
    }
  }

  private void paragraph(String text) throws XMLStreamException {
    xml.writeStartElement("p");
    xml.writeCharacters(XmlText.legal(text));
    xml.writeEndElement();
  }

  private void levels(PortalTrends trends) throws XMLStreamException {
    begin("Trends", LEVEL_COLUMNS);
    for (TrendGroup group : trends.groups()) {
      for (TrendLevel level : group.levels()) {
        TrendLevel.Point newest = level.points().get(level.points().size() - 1);
        xml.writeStartElement("tr");
        cell(group.simulation());
        cell(group.profile());
        cell(level.name());
        cell(newest == null ? FigureText.NONE : value(level.unit(), newest));
        cell(newest == null ? FigureText.NONE : limit(level, newest));
        cell(changes(group, level));
        xml.writeEndElement();
      }
    }
    end();
  }

  private static String value(Unit unit, TrendLevel.Point point) {
    if (point.value() != null) {
      return unit.text(point.value());
    }
    if (point.low() == null) {
      return FigureText.NONE;
    }
    return point.high() == null
        ? "above " + unit.text(point.low())
        : unit.text(point.low()) + " to " + unit.text(point.high());
  }

  private static String limit(TrendLevel level, TrendLevel.Point point) {
    return (level.bound() + " " + level.unit().text(point.limit())).strip();
  }

  private static String changes(TrendGroup group, TrendLevel level) {
    StringBuilder text = new StringBuilder();
    for (TrendLevel.Change change : level.changes()) {
      text.append(
          "%s from %s to %s since %s. "
              .formatted(
                  change.kind().name(),
                  level.unit().text(change.before()),
                  level.unit().text(change.after()),
                  group.runs().get(change.run()).startedAt()));
    }
    return text.toString().strip();
  }

  private void runs(List<PortalEntry> runs) throws XMLStreamException {
    List<PortalEntry> shown = runs.subList(0, Math.min(MOST_RUNS, runs.size()));
    begin(
        shown.size() == runs.size()
            ? "Runs"
            : "The newest %d of %d runs".formatted(shown.size(), runs.size()),
        RUN_COLUMNS);
    for (PortalEntry run : shown) {
      xml.writeStartElement("tr");
      if (run.results() == null) {
        cell("No results");
        cell(run.folder());
        cell(run.startedAt());
        for (int i = 0; i < RUN_COLUMNS.indexOf("Why") - RUN_COLUMNS.indexOf("Profile"); i++) {
          cell(FigureText.NONE);
        }
        cell(run.problem());
      } else {
        figures(run, run.results());
      }
      xml.writeEndElement();
    }
    end();
  }

  private void figures(PortalEntry run, PortalEntry.Results results) throws XMLStreamException {
    cell(results.verdict());
    xml.writeStartElement("td");
    xml.writeStartElement("a");
    String folder = URLEncoder.encode(run.folder(), StandardCharsets.UTF_8).replace("+", "%20");
    xml.writeAttribute("href", folder + "/" + Scorecard.NAME);
    text(results.simulation());
    xml.writeEndElement();
    xml.writeEndElement();
    cell(run.startedAt());
    cell(results.profile() == null ? FigureText.NONE : results.profile());
    cell(FigureText.ms(results.p95Ms()));
    cell(FigureText.ms(results.p99Ms()));
    cell(FigureText.percent(results.errorRatio()));
    cell(results.levelsMet() + " of " + results.levels());
    cell(results.reason() == null ? "" : results.reason());
  }

  private void begin(String caption, List<String> columns) throws XMLStreamException {
    xml.writeStartElement("table");
    xml.writeStartElement("caption");
    text(caption);
    xml.writeEndElement();
    xml.writeStartElement("thead");
    xml.writeStartElement("tr");
    for (String column : columns) {
      xml.writeStartElement("th");
      xml.writeAttribute("scope", "col");
      text(column);
      xml.writeEndElement();
    }
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeStartElement("tbody");
  }

  private void end() throws XMLStreamException {
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private void cell(String value) throws XMLStreamException {
    xml.writeStartElement("td");
    text(value);
    xml.writeEndElement();
  }

  private void text(String value) throws XMLStreamException {
    xml.writeCharacters(XmlText.legal(PlainText.whole(value)));
  }
}
