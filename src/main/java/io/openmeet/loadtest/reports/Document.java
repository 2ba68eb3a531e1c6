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
   * @param picture null: none
   */
  record Section(
      String heading,
      List<String> sentences,
      List<String> columns,
      List<List<String>> rows,
      Picture picture) {
    Section(String heading, List<String> sentences, List<String> columns, List<List<String>> rows) {
      this(heading, sentences, columns, rows, null);
    }

    static Section sentences(String heading, List<String> sentences) {
      return new Section(heading, sentences, List.of(), List.of());
    }
  }

  /**
   * A picture, which the console does not show.
   *
   * @param title what it shows, for readers who do not see it
   * @param file name of the light one, beside the document
   * @param light SVG for light pages
   * @param dark SVG for dark pages
   */
  record Picture(String title, String file, String light, String dark) {}
}
