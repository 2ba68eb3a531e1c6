package io.openmeet.loadtest.pullrequest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.WorkFigure;
import io.openmeet.loadtest.trends.Acknowledgement;
import io.openmeet.loadtest.trends.HistoryEntry;
import io.openmeet.loadtest.trends.LatestWork;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Over a history of twelve nights, from 1 to 12 May at three o'clock; since a merge on 13 May, the
 * figure is twice as high.
 */
class PullRequestHistoryTest {
  private static final String FIGURE = "queries_total{query=\"find\"}";
  private static final Instant MERGED = Instant.parse("2026-05-13T10:00:00Z");
  private static final Instant BEFORE = Instant.parse("2026-05-11T10:00:00Z");
  private static final Instant AFTER = Instant.parse("2026-05-14T10:00:00Z");

  @TempDir private Path folder;
  private RunHistory history;
  private PullRequestHistory target;

  @BeforeEach
  void addNights() throws IOException {
    history = new RunHistory(folder);
    target = new PullRequestHistory(history);
    for (int day = 1; day <= 12; day++) {
      history.append(night(day, 0.25));
    }
    SampleEntry weekly = SampleEntry.at("2026-05-03T01:00:00.000Z").of("ApiSimulation", "weekly");
    weekly.fingerprint = "00000000000a";
    history.append(weekly.entry());
    SampleEntry other = SampleEntry.at("2026-05-03T02:00:00.000Z").of("AuthSimulation", "daily");
    other.fingerprint = "00000000000b";
    history.append(other.entry());
  }

  @Test
  void anAcknowledgementConcernsItsFigureUnderEveryProfileFromTheMergeOn() throws IOException {
    assertEquals(2, target.addMerged(MERGED, 12, List.of(acknowledge(BEFORE, "new index"))));

    assertEquals(
        Set.of(
            acknowledgement("2026-05-13T10:00:00.000Z", "0123456789ab", FIGURE, ": new index"),
            acknowledgement("2026-05-13T10:00:00.000Z", "00000000000a", FIGURE, ": new index")),
        Set.copyOf(history.acknowledgements().read().all()));
  }

  /** The night before the merge is judged as ever, that after the merge knows the new level. */
  @Test
  void theBranchIsJudgedByItsOldLevelUntilTheMerge() throws IOException {
    target.addMerged(MERGED, 12, List.of(acknowledge(BEFORE, "")));
    history.append(night(13, 0.5));
    assertEquals(List.of(FIGURE), moved());

    history.append(night(14, 0.5));
    assertEquals(List.of(), moved());
  }

  @Test
  void withoutItTheNightAfterTheMergeIsWorse() throws IOException {
    history.append(night(14, 0.5));

    assertEquals(List.of(FIGURE), moved());
  }

  @Test
  void nothingIsAddedTwice() throws IOException {
    List<PullRequestEntry> entries = List.of(acknowledge(BEFORE, ""), reset(BEFORE));

    assertEquals(5, target.addMerged(MERGED, 12, entries));
    assertEquals(0, target.addMerged(MERGED, 12, entries));
    assertEquals(5, history.acknowledgements().read().all().size());
  }

  @Test
  void aResetConcernsAllAndBeginsWithTheMergeOrWithALaterCommand() throws IOException {
    assertEquals(3, target.addMerged(MERGED, 12, List.of(reset(BEFORE))));
    assertEquals(3, target.addMerged(MERGED, 12, List.of(reset(AFTER))));

    assertEquals(
        Set.of(
            "2026-05-13T10:00:00.000Z 0123456789ab null",
            "2026-05-13T10:00:00.000Z 00000000000a null",
            "2026-05-13T10:00:00.000Z 00000000000b null",
            "2026-05-14T10:00:00.000Z 0123456789ab null",
            "2026-05-14T10:00:00.000Z 00000000000a null",
            "2026-05-14T10:00:00.000Z 00000000000b null"),
        history.acknowledgements().read().all().stream()
            .map(one -> one.startedAt() + " " + one.fingerprint() + " " + one.figure())
            .collect(Collectors.toSet()));
  }

  /** Nights of the branch after the command do not make the pull request's own level a new one. */
  @Test
  void theRunOfThePullRequestHasNoBaselineForWhatWasAcknowledged() throws IOException {
    target.addBefore(
        Instant.parse("2026-05-13T02:00:00Z"),
        12,
        List.of(acknowledge(Instant.parse("2026-05-01T01:00:00Z"), "")));
    history.append(night(13, 0.5));

    assertEquals(List.of(), moved());
  }

  @Test
  void anAcknowledgementOfOtherFiguresHidesNothing() throws IOException {
    PullRequestEntry entry =
        new PullRequestEntry(
            CommentCommand.Kind.ACKNOWLEDGE,
            "1",
            "alice",
            BEFORE.toString(),
            Map.of("ApiSimulation", List.of("rows_total"), "Unknown", List.of(FIGURE)),
            "");
    target.addMerged(MERGED, 12, List.of(entry));
    history.append(night(14, 0.5));

    assertEquals(List.of(FIGURE), moved());
  }

  private List<String> moved() throws IOException {
    return LatestWork.of(history.read().runs(), history.acknowledgements().read().all()).stream()
        .flatMap(latest -> latest.moved().stream())
        .map(change -> change.figure().series())
        .toList();
  }

  private static HistoryEntry night(int day, double queries) {
    SampleEntry night = SampleEntry.at("2026-05-%02dT03:00:00.000Z".formatted(day));
    night.profile = "daily";
    night.work = List.of(new WorkFigure("queries_total", Map.of("query", "find"), queries));
    return night.entry();
  }

  private static PullRequestEntry acknowledge(Instant at, String reason) {
    return new PullRequestEntry(
        CommentCommand.Kind.ACKNOWLEDGE,
        "900",
        "alice",
        at.toString(),
        Map.of("ApiSimulation", List.of(FIGURE)),
        reason);
  }

  private static PullRequestEntry reset(Instant at) {
    return new PullRequestEntry(
        CommentCommand.Kind.RESET_BASELINE, "901", "alice", at.toString(), Map.of(), "");
  }

  private static Acknowledgement acknowledgement(
      String startedAt, String fingerprint, String figure, String reason) {
    return new Acknowledgement(
        1, "pull-request-12", startedAt, fingerprint, figure, "Pull request 12, alice" + reason);
  }
}
