package io.openmeet.loadtest.trends;

import io.openmeet.loadtest.trends.EntryJson.NoEntryException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads all lines of a history, whatever they contain. */
final class HistoryReader {
  /** Far more than a run needs; bounds the memory for a damaged file. */
  static final int MOST_BYTES = 64 * 1024;

  private final InputStream in;

  /** From a run to the number of its line. */
  private final Map<String, Integer> runs = new HashMap<>();

  private HistoryReader(InputStream in) {
    this.in = in;
  }

  /** Without blank lines; empty when there is no file. */
  static List<HistoryLine> read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return new HistoryReader(in).lines();
    } catch (NoSuchFileException noRunYet) {
      return List.of();
    }
  }

  private List<HistoryLine> lines() throws IOException {
    List<HistoryLine> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int number = 1;
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        lines.add(line(number++, line.toByteArray()));
        line.reset();
      } else if (line.size() <= MOST_BYTES) {
        line.write(next);
      }
    }
    lines.add(line(number, line.toByteArray()));
    lines.removeIf(read -> read.text() != null && read.text().isBlank());
    return lines;
  }

  private HistoryLine line(int number, byte[] bytes) {
    if (bytes.length > MOST_BYTES) {
      return HistoryLine.skipped(number, null, "it is longer than 64 KB");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException otherBytes) {
      return HistoryLine.skipped(number, null, "it is not UTF-8");
    }
    try {
      HistoryEntry entry = EntryJson.entry(text);
      Integer first = runs.putIfAbsent(entry.run(), number);
      return first == null
          ? new HistoryLine(number, text, entry, null, false)
          : HistoryLine.skipped(
              number, text, "line %d has the run %s already".formatted(first, entry.run()));
    } catch (NoEntryException unreadable) {
      return new HistoryLine(number, text, null, unreadable.getMessage(), unreadable.isNewer());
    }
  }
}
