package io.openmeet.loadtest.trends;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openmeet.loadtest.trends.StrictJson.MistakeException;
import java.util.Optional;

/** An entry as one line of JSON, also one of an older version. */
final class EntryJson {
  /** Why a line is not an entry: a clause without a full stop. */
  static final class NoEntryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean newer;

    private NoEntryException(String reason, boolean newer) {
      super(reason);
      this.newer = newer;
    }

    /** Whether a newer version of this project may be able to read the line. */
    boolean isNewer() {
      return newer;
    }
  }

  private EntryJson() {}

  /** Without a line end. */
  static String line(HistoryEntry entry) throws JsonProcessingException {
    return StrictJson.line(entry);
  }

  static HistoryEntry entry(String line) throws NoEntryException {
    Optional<HistoryEntry> entry = StrictJson.direct(line, HistoryEntry.class);
    return entry.isPresent() ? entry.get() : entryFromTree(line);
  }

  /** Knows other versions, and the reason why a line is no entry. */
  private static HistoryEntry entryFromTree(String line) throws NoEntryException {
    try {
      JsonNode tree = StrictJson.tree(line);
      upgrade(tree);
      JsonNode version = tree.path("schemaVersion");
      if (version.isInt() && version.intValue() > HistoryEntry.SCHEMA_VERSION) {
        throw new NoEntryException(
            "schemaVersion: expected %d, found %s, which a newer version of this project writes"
                .formatted(HistoryEntry.SCHEMA_VERSION, version),
            true);
      }
      return StrictJson.value(tree, HistoryEntry.class);
    } catch (MistakeException mistake) {
      throw new NoEntryException(mistake.getMessage(), false);
    }
  }

  /** Version 1 had neither confidence intervals nor work. */
  private static void upgrade(JsonNode tree) {
    JsonNode version = tree.path("schemaVersion");
    if (!version.isInt() || version.intValue() != 1) {
      return;
    }
    ((ObjectNode) tree).put("schemaVersion", HistoryEntry.SCHEMA_VERSION).putArray("work");
    for (JsonNode level : tree.path("slas")) {
      if (level instanceof ObjectNode fields) {
        fields.putNull("confidenceLow").putNull("confidenceHigh");
      }
    }
  }
}
