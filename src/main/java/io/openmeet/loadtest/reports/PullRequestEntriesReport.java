package io.openmeet.loadtest.reports;

import io.openmeet.loadtest.pullrequest.CommentSection;
import io.openmeet.loadtest.pullrequest.PullRequestEntry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people declared in a pull request, and the last answer, in GitHub-flavoured Markdown. */
public final class PullRequestEntriesReport {
  /** The comment's table has all of them. */
  private static final int MOST_FIGURES = 3;

  private PullRequestEntriesReport() {}

  /**
   * @param to name of the person who is answered
   * @param problem why nothing was done, a sentence; empty when it was done
   */
  public static String of(CommentSection section, String to, Optional<String> problem) {
    StringBuilder text = new StringBuilder();
    if (!section.entries().isEmpty()) {
      text.append("#### Declared in this pull request\n");
      section.entries().forEach(entry -> text.append("- ").append(line(entry)).append('\n'));
      text.append(
          "\nThe next run here knows it; the history of the branch knows it from the merge on.\n");
    }
    problem.ifPresent(
        sentence ->
            text.append(
                "\n%s, nothing was done: %s\n"
                    .formatted(MarkdownText.of(to), MarkdownText.whole(sentence))));
    return text.toString();
  }

  private static String line(PullRequestEntry entry) {
    String what =
        switch (entry.kind()) {
          case ACKNOWLEDGE -> "the new level is right: " + figures(entry);
          case RESET_BASELINE -> "earlier runs are no baseline any more, for all figures";
        };
    return "%s, %s: %s%s"
        .formatted(
            MarkdownText.of(entry.by()),
            entry.at(),
            what,
            entry.reason().isEmpty() ? "" : ". " + MarkdownText.whole(entry.reason()));
  }

  private static String figures(PullRequestEntry entry) {
    List<String> figures =
        entry.figures().entrySet().stream()
            .flatMap(
                simulation ->
                    simulation.getValue().stream()
                        .map(
                            figure ->
                                "%s %s"
                                    .formatted(
                                        MarkdownText.of(simulation.getKey()),
                                        MarkdownText.of(figure))))
            .toList();
    return figures.stream().limit(MOST_FIGURES).collect(Collectors.joining(", "))
        + (figures.size() > MOST_FIGURES
            ? " and %d more".formatted(figures.size() - MOST_FIGURES)
            : "");
  }
}
