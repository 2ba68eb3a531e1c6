package io.openmeet.loadtest.simulationlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of a log, or of several logs that are merged, and the paths made of them (groups, then
 * a name), by the ids that a {@link LogVisitor} receives. It grows while the logs are read.
 *
 * <p>Its memory is bounded for any logs: after {@value #MAX_TEXTS} texts, {@value #MAX_TEXT_CHARS}
 * characters or {@value #MAX_PATHS} paths, new ones are all {@link #OTHER}. All events are still
 * counted; only names are lost, and only in a log with generated names.
 */
public final class LogNames {
  /** The id of the empty text, and of the empty path. */
  public static final int NONE = 0;

  /** The id of all texts, or paths, beyond the bounds. */
  public static final int OTHER = 1;

  public static final String OTHER_TEXT = "(other)";

  static final int MAX_TEXTS = 50_000;
  static final int MAX_TEXT_CHARS = 4_000_000;
  static final int MAX_PATHS = 2_000;

  /** A power of two, and more than twice {@value #MAX_PATHS}. */
  private static final int SLOTS = 4_096;

  private final List<String> texts = new ArrayList<>(List.of("", OTHER_TEXT));
  private final Map<String, Integer> idOfText = new HashMap<>(Map.of("", NONE));
  private int chars;

  private int markedTexts = texts.size();

  private final List<List<String>> paths = new ArrayList<>(List.of(List.of(), List.of(OTHER_TEXT)));
  private final int[] parentOfPath = new int[MAX_PATHS];
  private final int[] nameOfPath = new int[MAX_PATHS];

  /** A hash table of the paths' ids, without objects; {@link #NONE} is a free slot. */
  private final int[] slots = new int[SLOTS];

  LogNames() {}

  public String text(int id) {
    return texts.get(id);
  }

  /** Groups from the outermost to the innermost, then the name itself. */
  public List<String> path(int id) {
    return paths.get(id);
  }

  /** The id of this text, which is new unless a log has defined it already. */
  int define(String text) {
    Integer known = idOfText.get(text);
    if (known != null) {
      return known;
    }
    int id = texts.size();
    if (id > OTHER + MAX_TEXTS || chars + text.length() > MAX_TEXT_CHARS) {
      return OTHER;
    }
    texts.add(text);
    idOfText.put(text, id);
    chars += text.length();
    return id;
  }

  /** Keeps the texts defined up to here. */
  void mark() {
    markedTexts = texts.size();
  }

  /** Removes the texts defined since the mark: their record is not whole yet. */
  void backToMark() {
    List<String> unmarked = texts.subList(markedTexts, texts.size());
    for (String text : unmarked) {
      idOfText.remove(text);
      chars -= text.length();
    }
    unmarked.clear();
  }

  /** The id of the path {@code parent} followed by the text {@code name}. */
  int path(int parent, int name) {
    int slot = slot(parent, name);
    if (slots[slot] != NONE) {
      return slots[slot];
    }
    int path = paths.size();
    if (path == MAX_PATHS || parent == OTHER) {
      return OTHER;
    }
    List<String> parts = new ArrayList<>(paths.get(parent));
    parts.add(text(name));
    paths.add(List.copyOf(parts));
    parentOfPath[path] = parent;
    nameOfPath[path] = name;
    slots[slot] = path;
    return path;
  }

  /** The slot of this path, or the free slot for it. */
  private int slot(int parent, int name) {
    // 2^32 divided by the golden ratio spreads neighbouring ids (Knuth's multiplicative hash).
    int slot = (parent * 31 + name) * 0x9E3779B9 >>> 8 & SLOTS - 1;
    for (int path = slots[slot]; path != NONE; path = slots[slot]) {
      if (parentOfPath[path] == parent && nameOfPath[path] == name) {
        break;
      }
      slot = slot + 1 & SLOTS - 1;
    }
    return slot;
  }
}
