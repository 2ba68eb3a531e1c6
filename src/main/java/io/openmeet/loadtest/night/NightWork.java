package io.openmeet.loadtest.night;

import io.openmeet.loadtest.comparison.FolderLock;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One execution of the suite: goes on with a night that was interrupted, or begins a new one; makes
 * its runs, and concludes.
 *
 * @param history to which the runs add their lines
 * @param command that repeats the night
 */
public record NightWork(
    Nights nights, NightSuite suite, RunHistory history, String command, Clock clock) {
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** An older night that never ended is history. */
  private static final long HOURS_TO_GO_ON = 12;

  /**
   * @param name of the night; empty: the one to go on with, or a new one by its start
   * @throws ConfigurationException when a night of that name has ended or has another plan, or when
   *     another process runs one
   * @throws IOException when its files cannot be written or a run cannot be started; the same
   *     command goes on later
   */
  public Night run(NightPlan plan, Optional<String> name) throws IOException, InterruptedException {
    Files.createDirectories(nights.results().resolve(Nights.FOLDER));
    return FolderLock.hold(
        nights.results().resolve(Nights.FOLDER),
        "runs a night here",
        () -> conclude(suite.run(begin(plan, name))));
  }

  private Night begin(NightPlan plan, Optional<String> name) throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Night> all = nights.all();
    if (name.isEmpty()) {
      return all.stream()
          .filter(night -> !night.hasEnded() && night.plan().equals(plan))
          .filter(
              night ->
                  Instant.parse(night.startedAt())
                      .isAfter(now.minus(HOURS_TO_GO_ON, ChronoUnit.HOURS)))
          .reduce((older, newer) -> newer)
          .orElseGet(() -> Night.begun(ID.format(now), now.toString(), plan));
    }
    Optional<Night> same = all.stream().filter(night -> night.id().equals(name.get())).findFirst();
    if (same.isEmpty()) {
      return Night.begun(name.get(), now.toString(), plan);
    }
    if (same.get().hasEnded()) {
      throw new ConfigurationException(
          "--name: expected a new name, found %s, a night that has ended; give another one, or remove %s."
              .formatted(name.get(), nights.folder(name.get())));
    }
    if (!same.get().plan().equals(plan)) {
      throw new ConfigurationException(
          "--name: the night %s was begun with other simulations or properties; give them again, or another name."
              .formatted(name.get()));
    }
    return same.get();
  }

  private Night conclude(Night night) throws IOException {
    List<Night> before =
        nights.all().stream()
            .filter(Night::hasEnded)
            .filter(other -> other.startedAt().compareTo(night.startedAt()) <= 0)
            .filter(other -> !other.id().equals(night.id()))
            .toList();
    NightNews news =
        new NightNews(
            night, before, history.read().runs(), history.acknowledgements().read().all());
    Night concluded =
        night.concluded(
            clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(), news.conclusion(command));
    nights.write(concluded);
    return concluded;
  }
}
