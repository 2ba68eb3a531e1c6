package io.openmeet.loadtest.reports.performance;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Markdown file with the source of each figure in it. */
final class TracedText {
  private final List<Traced> lines = new ArrayList<>();

  /** Adds a line, or a paragraph on one line. */
  TracedText line(String template, Traced... parts) {
    return line(Traced.of(template, parts));
  }

  TracedText line(Traced line) {
    lines.add(line);
    return this;
  }

  TracedText blank() {
    return line(Traced.NOTHING);
  }

  TracedText heading(String title) {
    return blank().line("## " + title);
  }

  /** Begins a table, after an empty line. */
  TracedText header(String... columns) {
    blank();
    line(Traced.row(Stream.of(columns).map(Traced::of).toArray(Traced[]::new)));
    return line("|---".repeat(columns.length) + "|");
  }

  TracedText row(Traced... cells) {
    return line(Traced.row(cells));
  }

  /** All lines, each with a line feed. */
  String markdown() {
    return lines.stream().map(line -> line.markdown() + "\n").collect(Collectors.joining());
  }

  /** CSV: the line (from 1), the text and the source of each figure, in the order of the text. */
  String sources() throws IOException {
    StringWriter out = new StringWriter();
    try (ICSVWriter csv = new CSVWriterBuilder(out).build()) {
      csv.writeNext(new String[] {"line", "figure", "source"}, false);
      for (int i = 0; i < lines.size(); i++) {
        for (Traced.Figure figure : lines.get(i).figures()) {
          csv.writeNext(
              new String[] {Integer.toString(i + 1), figure.text(), figure.source()}, false);
        }
      }
    }
    return out.toString();
  }
}
