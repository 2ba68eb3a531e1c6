package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.reports.Document.Section;

/** A document for the console. */
final class DocumentText {
  private static final String NEW_LINE = System.lineSeparator();
  private static final String INDENT = "  ";

  private DocumentText() {}

  /** The last line, too, ends with a line separator. */
  static String of(Document document) {
    StringBuilder text = new StringBuilder();
    text.append(WrappedText.of("", INDENT, PlainText.whole(document.title())));
    document.sections().forEach(section -> append(text, section));
    return text.toString();
  }

  private static void append(StringBuilder text, Section section) {
    text.append(NEW_LINE);
    if (!section.heading().isEmpty()) {
      text.append(section.heading()).append(NEW_LINE);
    }
    for (String sentence : section.sentences()) {
      text.append(WrappedText.of(INDENT, INDENT, PlainText.whole(sentence)));
    }
    if (!section.rows().isEmpty()) {
      TextTable table = new TextTable(section.columns().toArray(String[]::new));
      section
          .rows()
          .forEach(row -> table.row(row.stream().map(PlainText::of).toArray(String[]::new)));
      text.append(table);
    }
  }
}
