package io.openmeet.loadtest.pullrequest;

import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes entries of a pull request acknowledgements of a history. They are of no run but of the pull
 * request, and concern its simulations under every profile and on every machine that the history
 * knows.
 */
public final class PullRequestHistory {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RunHistory history;

  public PullRequestHistory(RunHistory history) {
    this.history = history;
  }

  /** The name that takes the place of a run's, also for {@code acknowledge --undo}. */
  public static String name(long number) {
    return "pull-request-" + number;
  }

  /**
   * For a history that only the pull request's own run uses: no run so far is its baseline.
   *
   * @return number of acknowledgements that were added
   */
  public int addBefore(Instant run, long number, List<PullRequestEntry> entries)
      throws IOException {
    return add(number, entries.stream().map(entry -> new Dated(entry, run)));
  }

  /**
   * For the history of the branch: the new level begins when the pull request is merged. Earlier
   * runs are reset up to the command, if that was given later. Those that are there already are not
   * added again.
   *
   * @return number of acknowledgements that were added
   */
  public int addMerged(Instant merged, long number, List<PullRequestEntry> entries)
      throws IOException {
    return add(
        number,
        entries.stream()
            .map(
                entry ->
                    new Dated(
                        entry,
                        entry.kind() == CommentCommand.Kind.RESET_BASELINE
                                && entry.time().isAfter(merged)
                            ? entry.time()
                            : merged)));
  }

  /**
   * @param begin of the new level
   */
  private record Dated(PullRequestEntry entry, Instant begin) {}

  private int add(long number, Stream<Dated> entries) throws IOException {
    List<HistoryEntry> runs = history.read().runs();
    Set<Acknowledgement> added = new LinkedHashSet<>();
    entries.forEach(entry -> acknowledgements(number, entry, runs).forEach(added::add));
    history.acknowledgements().read().all().forEach(added::remove);
    for (Acknowledgement one : added) {
      history.acknowledgements().append(one);
    }
    return added.size();
  }

  private static Stream<Acknowledgement> acknowledgements(
      long number, Dated dated, List<HistoryEntry> runs) {
    PullRequestEntry entry = dated.entry();
    if (entry.kind() == CommentCommand.Kind.RESET_BASELINE) {
      return runs.stream()
          .map(HistoryEntry::fingerprint)
          .map(fingerprint -> acknowledgement(number, dated, fingerprint, null));
    }
    return runs.stream()
        .flatMap(
            run ->
                entry.figures().getOrDefault(run.simulation(), List.of()).stream()
                    .map(figure -> acknowledgement(number, dated, run.fingerprint(), figure)));
  }

  private static Acknowledgement acknowledgement(
      long number, Dated dated, String fingerprint, String figure) {
    PullRequestEntry entry = dated.entry();
    return new Acknowledgement(
        Acknowledgement.SCHEMA_VERSION,
        name(number),
        MILLISECONDS.format(dated.begin()),
        fingerprint,
        figure,
        "Pull request %d, %s%s"
            .formatted(number, entry.by(), entry.reason().isEmpty() ? "" : ": " + entry.reason()));
  }
}
