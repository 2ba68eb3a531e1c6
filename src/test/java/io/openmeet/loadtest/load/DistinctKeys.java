package io.openmeet.loadtest.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the different things that were asked for in the measured window. A cache's hit ratio means
 * little without this count: with only a hundred things, a cache always hits.
 */
public final class DistinctKeys {
  private final MeasuredWindow window;
  private final Map<String, Set<String>> keys = new ConcurrentHashMap<>();

  public DistinctKeys(MeasuredWindow window) {
    this.window = window;
  }

  /**
   * @param request its name
   * @param key what makes the answers of this request differ
   */
  public void asked(String request, String key) {
    if (window.isOpen()) {
      keys.computeIfAbsent(request, name -> ConcurrentHashMap.newKeySet()).add(key);
    }
  }

  /** The numbers of different keys by the request's name; empty for a load that counts no keys. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    keys.forEach((request, asked) -> counts.put(request, asked.size()));
    return counts;
  }
}
