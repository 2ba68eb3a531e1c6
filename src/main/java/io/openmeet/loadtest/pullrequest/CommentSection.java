package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.settings.ConfigurationException;
import java.util.ArrayList;
import java.util.List;

/**
 * The last part of our comment: what people with write access have declared in the pull request.
 * The comment is the store of these entries, so that they live as long as the pull request; who
 * writes the rest of the comment anew keeps this part.
 *
 * @param entries in their order
 */
public record CommentSection(List<PullRequestEntry> entries) {
  /** Begins the part; no text of a run can contain it, because those are escaped. */
  private static final String MARK = "<!-- openmeet-loadtest-commands -->";

  private static final String NAME = "entries";

  public CommentSection {
    entries = List.copyOf(entries);
  }

  /** The part, for another comment; empty when there is none. */
  public static String of(String comment) {
    int begin = comment.indexOf(MARK);
    return begin < 0 ? "" : "\n" + comment.substring(begin);
  }

  /** The comment without the part. */
  static String without(String comment) {
    int begin = comment.indexOf(MARK);
    return (begin < 0 ? comment : comment.substring(0, begin)).stripTrailing() + "\n";
  }

  /**
   * @throws ConfigurationException when somebody has changed the entries
   */
  public static CommentSection in(String comment) {
    return HiddenJson.in(of(comment), NAME, CommentSection.class)
        .orElse(new CommentSection(List.of()));
  }

  /** With an entry; one of the same comment is replaced, because a job can be repeated. */
  CommentSection with(PullRequestEntry added) {
    List<PullRequestEntry> all =
        new ArrayList<>(
            entries.stream().filter(known -> !known.comment().equals(added.comment())).toList());
    all.add(added);
    return new CommentSection(all);
  }

  /**
   * The part with the entries for programs.
   *
   * @param shown the same for people, in Markdown
   */
  String text(String shown) {
    return "\n%s\n%s\n\n%s".formatted(MARK, HiddenJson.of(NAME, this), shown);
  }
}
