package io.openmeet.loadtest.statistics;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Removes successful sends of WebSocket messages from a log. Gatling logs each send at 0 ms under
 * its own name, in addition to the answer, which is the measurement. With both, half of all samples
 * would be 0 ms. A failed send stays, because no answer follows it.
 */
public final class WithoutSends extends LogFilter {
  private final Set<String> sends;
  private final BitSet known = new BitSet();
  private final BitSet isSend = new BitSet();

  private WithoutSends(Set<String> sends, LogVisitor next) {
    super(next);
    this.sends = sends;
  }

  /**
   * @param sends names of the sends, without groups
   * @param next receives everything else
   */
  public static LogVisitor of(Set<String> sends, LogVisitor next) {
    return sends.isEmpty() ? next : new WithoutSends(sends, next);
  }

  @Override
  protected boolean leavesOut(int path, long startMs, boolean ok) {
    return ok && isSend(path);
  }

  private boolean isSend(int path) {
    if (!known.get(path)) {
      known.set(path);
      List<String> groupsAndName = names().path(path);
      isSend.set(path, sends.contains(groupsAndName.get(groupsAndName.size() - 1)));
    }
    return isSend.get(path);
  }
}
