package io.openmeet.reference.auth;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions that ended while access tokens of theirs may still be valid. It lives as long as the
 * secret of the tokens does, so nothing has to outlast the process.
 */
final class RevokedSessions {
  private static final int MOST = 500_000;

  private final long tokenLifeMs;
  private final int most;

  /** Those of the running and of the previous life of a token: older ones have expired. */
  private volatile Map<UUID, Boolean> young = new ConcurrentHashMap<>();

  private volatile Map<UUID, Boolean> old = Map.of();
  private long turnedAtMs = System.currentTimeMillis();

  /** Tokens issued before are refused, whosever they are. */
  private volatile long floorMs;

  RevokedSessions(long tokenLifeMs) {
    this(tokenLifeMs, MOST);
  }

  RevokedSessions(long tokenLifeMs, int most) {
    this.tokenLifeMs = tokenLifeMs;
    this.most = most;
  }

  synchronized void add(UUID session, long nowMs) {
    if (nowMs - turnedAtMs >= tokenLifeMs) {
      old = young;
      young = new ConcurrentHashMap<>();
      turnedAtMs = nowMs;
    } else if (young.size() >= most) {
      // Forgetting one would let its tokens in again. All refresh instead; a token's time is told
      // in whole seconds, so those of this second are refused as well.
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
