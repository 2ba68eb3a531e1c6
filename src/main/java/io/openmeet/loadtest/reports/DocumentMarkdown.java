package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.reports.Document.Section;
import java.util.List;
import java.util.stream.Collectors;

/** A document in GitHub-flavoured Markdown. */
final class DocumentMarkdown {
  private DocumentMarkdown() {}

  static String of(Document document) {
    StringBuilder text = new StringBuilder();
    text.append("## ").append(MarkdownText.whole(document.title())).append("\n");
    document.sections().forEach(section -> append(text, section));
    return text.toString();
  }

  private static void append(StringBuilder text, Section section) {
    text.append('\n');
    if (!section.heading().isEmpty()) {
      text.append("### ").append(MarkdownText.whole(section.heading())).append("\n\n");
    }
    section
        .sentences()
        .forEach(sentence -> text.append("- ").append(MarkdownText.whole(sentence)).append('\n'));
    if (section.picture() != null) {
      text.append(
          "\n![%s](%s)\n"
              .formatted(MarkdownText.whole(section.picture().title()), section.picture().file()));
    }
    if (!section.sentences().isEmpty() && !section.rows().isEmpty()) {
      text.append('\n');
    }
    if (!section.rows().isEmpty()) {
      text.append(row(section.columns()));
      text.append("| --- |").append(" ---: |".repeat(section.columns().size() - 1)).append('\n');
      section.rows().forEach(row -> text.append(row(row)));
    }
  }

  private static String row(List<String> cells) {
    return cells.stream().map(MarkdownText::of).collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
