package io.openmeet.loadtest.reports;

import java.util.List;

/**
 * A report of sentences and tables, which is written to the console, as Markdown and as a page. All
 * texts are plain; each writer escapes them.
 */
record Document(String title, List<Section> sections) {
  /**
   * @param heading empty: none
   * @param columns headings of the table
   * @param rows as many cells as headings; empty: no table
   */
  record Section(
      String heading, List<String> sentences, List<String> columns, List<List<String>> rows) {
    static Section sentences(String heading, List<String> sentences) {
      return new Section(heading, sentences, List.of(), List.of());
    }
  }
}
