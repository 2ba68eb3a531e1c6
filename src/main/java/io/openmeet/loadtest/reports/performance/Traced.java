package io.openmeet.loadtest.reports.performance;

import io.openmeet.loadtest.reports.MarkdownText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A part of the report whose figures all have a source. Words without a source must not contain a
 * number, so nobody can type one into the report.
 *
 * @param markdown as in the file
 * @param figures in it, in their order
 */
record Traced(String markdown, List<Figure> figures) {
  static final Traced NOTHING = new Traced("", List.of());

  /** In a template, the place of a figure. */
  private static final Pattern PLACE = Pattern.compile("\\{}");

  /** A digit that is not a part of a name, such as P95. */
  private static final Pattern NUMBER = Pattern.compile("(?<![\\p{Alpha}\\d_])\\d[\\d.,]*");

  /**
   * A text that comes from a run, from a file or from a computation.
   *
   * @param text for people; it can be a name, such as a run's
   * @param source where the text comes from, for people
   */
  record Figure(String text, String source) {
    Figure {
      if (text.isBlank() || source.isBlank()) {
        throw new IllegalArgumentException(
            "expected a figure with a source, found \"%s\" from \"%s\"".formatted(text, source));
      }
    }
  }

  Traced {
    figures = List.copyOf(figures);
  }

  static Traced figure(String text, String source) {
    return new Traced(MarkdownText.whole(text), List.of(new Figure(text, source)));
  }

  /** A figure in a fixed-width font, for names and commands. */
  static Traced code(String text, String source) {
    return new Traced("`" + text.replace("`", "'") + "`", List.of(new Figure(text, source)));
  }

  /**
   * Words with figures.
   *
   * @param template Markdown; each {@code {}} is replaced by the next part
   * @throws IllegalArgumentException when the words contain a number, or the parts are too few or
   *     too many
   */
  static Traced of(String template, Traced... parts) {
    NUMBER
        .matcher(template)
        .results()
        .findFirst()
        .ifPresent(
            number -> {
              throw new IllegalArgumentException(
                  "the figure \"%s\" in \"%s\" has no source".formatted(number.group(), template));
            });
    String[] words = PLACE.split(template, -1);
    if (words.length != parts.length + 1) {
      throw new IllegalArgumentException(
          "expected %d parts for \"%s\", found %d"
              .formatted(words.length - 1, template, parts.length));
    }
    StringBuilder markdown = new StringBuilder(words[0]);
    List<Figure> figures = new ArrayList<>();
    for (int i = 0; i < parts.length; i++) {
      markdown.append(parts[i].markdown()).append(words[i + 1]);
      figures.addAll(parts[i].figures());
    }
    return new Traced(markdown.toString(), figures);
  }

  static Traced join(String between, List<Traced> parts) {
    return new Traced(
        parts.stream().map(Traced::markdown).collect(Collectors.joining(of(between).markdown())),
        parts.stream().flatMap(part -> part.figures().stream()).toList());
  }

  /** A line of a table. */
  static Traced row(Traced... cells) {
    Traced joined = join(" | ", Stream.of(cells).toList());
    return new Traced("| " + joined.markdown() + " |", joined.figures());
  }
}
