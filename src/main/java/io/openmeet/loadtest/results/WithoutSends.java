package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.BitSet;
import java.util.Set;

/**
 * Leaves out of a log what says only that a WebSocket message was sent. Gatling logs each at 0 ms
 * under a name of its own, beside the answer, which is the measurement: with both, half of all
 * samples took no time. A send that fails stays: no answer will tell of it.
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
   * @param sends names of the requests
   * @param next is handed all else
   */
  public static LogVisitor of(Set<String> sends, LogVisitor next) {
    return sends.isEmpty() ? next : new WithoutSends(sends, next);
  }

  @Override
  boolean leavesOut(int path, long startMs, boolean ok) {
    return ok && isSend(path);
  }

  private boolean isSend(int path) {
    if (!known.get(path)) {
      known.set(path);
      var groupsAndName = names().path(path);
      isSend.set(path, sends.contains(groupsAndName.get(groupsAndName.size() - 1)));
    }
    return isSend.get(path);
  }
}
