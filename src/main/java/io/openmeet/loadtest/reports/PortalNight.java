package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openmeet.loadtest.night.Night;
import io.openmeet.loadtest.night.NightRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A night in the list of all runs.
 *
 * @param title the whole night in a line
 * @param news regressions and changes, a sentence each; also that nothing changed, or that there
 *     was nothing to compare with
 * @param seconds from its start to its end
 * @param target its address; null when no run knows it
 * @param gitCommit null when no run knows it
 * @param folders of its runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PortalNight(
    String id,
    String title,
    String verdict,
    List<String> news,
    long seconds,
    String target,
    String gitCommit,
    List<String> folders) {
  private static final int MOST_SENTENCES = 5;

  /**
   * The nights that have ended, the newest first.
   *
   * @param all in the order of their starts
   * @param most of them
   */
  static List<PortalNight> of(List<Night> all, int most) {
    List<PortalNight> newestFirst = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && newestFirst.size() < most; i--) {
      if (all.get(i).hasEnded()) {
        newestFirst.add(of(all.get(i)));
      }
    }
    return newestFirst;
  }

  private static PortalNight of(Night night) {
    return new PortalNight(
        night.id(),
        NightDocument.title(night),
        night.conclusion().verdict().name(),
        Stream.concat(
                night.conclusion().regressions().stream(),
                NightDocument.changes(night.conclusion()).stream())
            .limit(MOST_SENTENCES)
            .toList(),
        Duration.between(Instant.parse(night.startedAt()), Instant.parse(night.endedAt()))
            .toSeconds(),
        first(night.runs().stream().map(NightRun::target)),
        first(night.runs().stream().map(NightRun::gitCommit)),
        night.runs().stream().map(NightRun::folder).filter(Objects::nonNull).toList());
  }

  private static String first(Stream<String> texts) {
    return texts.filter(Objects::nonNull).findFirst().orElse(null);
  }
}
