package io.openmeet.loadtest.trends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The history of all runs: a file with one line of JSON for each run. Several processes may add
 * runs and prune at the same time. A line that was cut off or changed costs only its own run.
 */
public final class RunHistory {
  /** In the history's folder. */
  public static final String NAME = "runs.jsonl";

  private final Path folder;

  /**
   * What the file contains.
   *
   * @param runs in the order of their starts, the newest last
   */
  public record Content(List<HistoryEntry> runs, List<Skipped> skipped) {
    /** Whether there is no file, or only blank lines. */
    public boolean isEmpty() {
      return runs.isEmpty() && skipped.isEmpty();
    }
  }

  /**
   * A line that holds no run.
   *
   * @param line its number, counted from 1
   * @param reason a clause without a full stop; it may quote the line
   */
  public record Skipped(int line, String reason) {}

  /**
   * What {@link #prune} removed.
   *
   * @param runs in the order of their starts, the newest last
   * @param damagedLines number of lines that could not be read
   * @param keptRuns number of runs that are still there
   */
  public record Pruned(List<HistoryEntry> runs, int damagedLines, int keptRuns) {}

  /**
   * @param folder is created with the first run
   */
  public RunHistory(Path folder) {
    this.folder = folder;
  }

  /** The changes that somebody declared to be known. */
  public Acknowledgements acknowledgements() {
    return new Acknowledgements(folder);
  }

  public Path file() {
    return folder.resolve(NAME);
  }

  /**
   * Adds a run: the whole line is on the disk, or the file is unchanged.
   *
   * @throws IOException when the disk is full, for instance
   */
  public void append(HistoryEntry entry) throws IOException {
    JsonLines.append(file(), EntryJson.line(entry));
  }

  /**
   * Without a lock, so that a history on a read-only disk can be read too.
   *
   * @throws IOException when the file or its folder cannot be read; not when there is none
   */
  public Content read() throws IOException {
    List<HistoryLine> lines = HistoryReader.read(file());
    return new Content(
        runs(lines),
        lines.stream()
            .filter(line -> !line.holdsRun())
            .map(line -> new Skipped(line.number(), line.problem()))
            .toList());
  }

  private static List<HistoryEntry> runs(List<HistoryLine> lines) {
    return lines.stream()
        .filter(HistoryLine::holdsRun)
        .map(HistoryLine::entry)
        .sorted(Comparator.comparing(HistoryEntry::started))
        .toList();
  }

  /**
   * Removes the runs that are no longer kept, and the lines that no version of this project can
   * read. Programs that read the file meanwhile see the old or the new content.
   */
  public Pruned prune(Retention retention, Instant now) throws IOException {
    return Files.exists(file())
        ? HistoryLock.during(folder, () -> pruneLocked(retention, now))
        : new Pruned(List.of(), 0, 0);
  }

  private Pruned pruneLocked(Retention retention, Instant now) throws IOException {
    List<HistoryLine> lines = HistoryReader.read(file());
    List<HistoryEntry> runs = runs(lines);
    List<HistoryEntry> outdated = retention.outdated(runs, now);
    Set<HistoryEntry> removed = new HashSet<>(outdated);
    Set<Integer> kept =
        lines.stream()
            .filter(line -> !line.damaged() && !removed.contains(line.entry()))
            .map(HistoryLine::number)
            .collect(Collectors.toSet());
    if (kept.size() < lines.size()) {
      JsonLines.keep(file(), kept);
    }
    return new Pruned(
        outdated,
        (int) lines.stream().filter(HistoryLine::damaged).count(),
        runs.size() - outdated.size());
  }
}
