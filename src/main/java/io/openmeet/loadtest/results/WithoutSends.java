package io.openmeet.loadtest.results;

import io.openmeet.loadtest.simulationlog.LogNames;
import io.openmeet.loadtest.simulationlog.LogRun;
import io.openmeet.loadtest.simulationlog.LogVisitor;
import java.util.BitSet;
import java.util.Set;

/**
 * Leaves out of a log what says only that a WebSocket message was sent. Gatling logs each at 0 ms
 * under a name of its own, beside the answer, which is the measurement: with both, half of all
 * samples took no time. A send that fails stays: no answer will tell of it.
 */
public final class WithoutSends implements LogVisitor {
  private final Set<String> sends;
  private final LogVisitor next;
  private final BitSet known = new BitSet();
  private final BitSet isSend = new BitSet();
  private LogNames names;

  private WithoutSends(Set<String> sends, LogVisitor next) {
    this.sends = sends;
    this.next = next;
  }

  /**
   * @param sends names of the requests
   * @param next is handed all else
   */
  public static LogVisitor of(Set<String> sends, LogVisitor next) {
    return sends.isEmpty() ? next : new WithoutSends(sends, next);
  }

  @Override
  public void run(LogRun run, LogNames runNames) {
    names = runNames;
    next.run(run, runNames);
  }

  @Override
  public void request(int path, long startMs, long endMs, boolean ok, int message) {
    if (!ok || !isSend(path)) {
      next.request(path, startMs, endMs, ok, message);
    }
  }

  private boolean isSend(int path) {
    if (!known.get(path)) {
      known.set(path);
      var groupsAndName = names.path(path);
      isSend.set(path, sends.contains(groupsAndName.get(groupsAndName.size() - 1)));
    }
    return isSend.get(path);
  }

  @Override
  public void user(int scenario, boolean starts, long atMs) {
    next.user(scenario, starts, atMs);
  }

  @Override
  public void unmatched(int path, long atMs, boolean ok, int message) {
    next.unmatched(path, atMs, ok, message);
  }

  @Override
  public void group(int path, long startMs, long endMs, int cumulatedMs, boolean ok) {
    next.group(path, startMs, endMs, cumulatedMs, ok);
  }

  @Override
  public void error(int message, long atMs) {
    next.error(message, atMs);
  }
}
