package io.openmeet.reference.auth;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that ended and may have unexpired access tokens. The tokens' secret ends with the
 * process, so this list need not outlive it.
 */
final class RevokedSessions {
  private static final int MOST = 500_000;

  private final long tokenLifeMs;
  private final int most;

  /** Sessions revoked in the current period; a period is as long as a token's life. */
  private volatile Map<UUID, Boolean> young = new ConcurrentHashMap<>();

  /** Sessions revoked in the previous period. Tokens of earlier ones have expired. */
  private volatile Map<UUID, Boolean> old = Map.of();

  private long periodStartMs = System.currentTimeMillis();

  /** All tokens issued before this time are refused. */
  private volatile long floorMs;

  RevokedSessions(long tokenLifeMs) {
    this(tokenLifeMs, MOST);
  }

  RevokedSessions(long tokenLifeMs, int most) {
    this.tokenLifeMs = tokenLifeMs;
    this.most = most;
  }

  synchronized void add(UUID session, long nowMs) {
    if (nowMs - periodStartMs >= tokenLifeMs) {
      old = young;
      young = new ConcurrentHashMap<>();
      periodStartMs = nowMs;
    } else if (young.size() >= most) {
      // If one were forgotten, its tokens would be valid again. So all clients must refresh. A
      // token's time is in whole seconds, so tokens of this second are refused too.
      floorMs = nowMs;
      old = Map.of();
      young = new ConcurrentHashMap<>();
    }
    young.put(session, true);
  }

  boolean contains(UUID session, long issuedAtMs) {
    return issuedAtMs < floorMs || young.containsKey(session) || old.containsKey(session);
  }
}
