package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.trends.StrictJson.MistakeException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The acknowledged changes: a file with one line of JSON for each, beside the history. Several
 * processes may change it at the same time. A line that was cut off or forged costs only its own
 * acknowledgement.
 */
public final class Acknowledgements {
  /** In the history's folder. */
  public static final String NAME = "acknowledged.jsonl";

  private final Path folder;

  /**
   * What the file contains.
   *
   * @param all in the order in which they were added
   */
  public record Content(List<Acknowledgement> all, List<RunHistory.Skipped> skipped) {}

  /**
   * @param folder of the history
   */
  public Acknowledgements(Path folder) {
    this.folder = folder;
  }

  public Path file() {
    return folder.resolve(NAME);
  }

  /** Adds one: the whole line is on the disk, or the file is unchanged. */
  public void append(Acknowledgement acknowledgement) throws IOException {
    JsonLines.append(file(), StrictJson.line(acknowledgement));
  }

  /**
   * @throws IOException when the file cannot be read; not when there is none
   */
  public Content read() throws IOException {
    Reader reader = new Reader();
    TextLines.read(file(), reader);
    return new Content(List.copyOf(reader.byLine.values()), List.copyOf(reader.skipped));
  }

  /**
   * Removes those of a run; other lines stay, if they are text.
   *
   * @param figure null for all figures
   * @return what was removed; empty when nothing fits
   */
  public List<Acknowledgement> remove(String run, String figure) throws IOException {
    return HistoryLock.during(folder, () -> removeLocked(run, figure));
  }

  private List<Acknowledgement> removeLocked(String run, String figure) throws IOException {
    Reader reader = new Reader();
    TextLines.read(file(), reader);
    Map<Integer, Acknowledgement> removed = new LinkedHashMap<>(reader.byLine);
    removed
        .values()
        .removeIf(
            known -> !known.run().equals(run) || figure != null && !figure.equals(known.figure()));
    if (!removed.isEmpty()) {
      Set<Integer> kept =
          reader.texts.stream()
              .filter(number -> !removed.containsKey(number))
              .collect(Collectors.toSet());
      JsonLines.keep(file(), kept);
    }
    return List.copyOf(removed.values());
  }

  private static final class Reader implements TextLines.Visitor {
    private final Map<Integer, Acknowledgement> byLine = new LinkedHashMap<>();
    private final List<Integer> texts = new ArrayList<>();
    private final List<RunHistory.Skipped> skipped = new ArrayList<>();

    @Override
    public void line(int number, String text) {
      texts.add(number);
      try {
        byLine.put(number, StrictJson.value(StrictJson.tree(text), Acknowledgement.class));
      } catch (MistakeException mistake) {
        damaged(number, mistake.getMessage());
      }
    }

    @Override
    public void damaged(int number, String problem) {
      skipped.add(new RunHistory.Skipped(number, problem));
    }
  }
}
