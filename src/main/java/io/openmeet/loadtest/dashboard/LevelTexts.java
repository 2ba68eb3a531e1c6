package io.openmeet.loadtest.dashboard;

import io.openmeet.loadtest.dashboard.PageData.Level;
import io.openmeet.loadtest.results.SlaResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Service levels in words. Most do not change within a second and keep their texts: frequent
 * formatting of numbers would occupy the JVM's compilers while the injector makes load.
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
