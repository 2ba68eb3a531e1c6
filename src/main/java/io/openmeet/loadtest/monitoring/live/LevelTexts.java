package io.openmeet.loadtest.monitoring.live;

import io.openmeet.loadtest.monitoring.live.LivePageData.Level;
import io.openmeet.loadtest.results.SlaResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Service levels in words. Most are as they were a second ago, and keep their words: formatting
 * numbers again and again would make the JVM's compilers work on it while load is being made.
 */
final class LevelTexts {
  private volatile Map<SlaResult, Level> latest = Map.of();

  List<Level> of(List<SlaResult> slas) {
    Map<SlaResult, Level> before = latest;
    Map<SlaResult, Level> now = new LinkedHashMap<>();
    for (SlaResult sla : slas) {
      Level same = before.get(sla);
      now.put(sla, same == null ? Level.of(sla) : same);
    }
    latest = now;
    return List.copyOf(now.values());
  }
}
