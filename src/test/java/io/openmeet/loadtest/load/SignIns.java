package io.openmeet.loadtest.load;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts sign-ins before the load, and their accounts. Users take the accounts in turn, so a target
 * that lets only a few accounts in would still get all its users, but they would ask for the same
 * few things from one hot cache.
 */
public final class SignIns {
  /** Least share of the tried accounts that must sign in, 0-1. */
  private static final double LEAST_ACCOUNTS_RATIO = 0.99;

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile boolean over;
  private final Set<String> triedAccounts = ConcurrentHashMap.newKeySet();
  private final Set<String> signedInAccounts = ConcurrentHashMap.newKeySet();

  /** An attempt was answered. */
  public void tried(String account, boolean isSignedIn) {
    if (isSignedIn) {
      signedInAccounts.add(account);
      triedAccounts.add(account);
      succeeded.increment();
    } else {
      failed.increment();
    }
  }

  /** All attempts of an account have failed. */
  public void keptOut(String account) {
    triedAccounts.add(account);
  }

  /** Whether sign-ins stop because the run has given up. */
  public boolean areOver() {
    return over;
  }

  void giveUp() {
    over = true;
  }

  /** Users who are signed in. */
  long count() {
    return succeeded.sum();
  }

  /** What is wrong, as a clause for a message, when too few accounts could sign in. */
  Optional<String> tooFewAccounts() {
    if (signedInAccounts.size() >= LEAST_ACCOUNTS_RATIO * triedAccounts.size()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "only %,d of %,d accounts could sign in before the load (%,d of %,d attempts failed); the limit is %.0f %%, because a cache can serve the requests of fewer accounts. Look at what the target answers to POST /auth/login",
            signedInAccounts.size(),
            triedAccounts.size(),
            failed.sum(),
            failed.sum() + succeeded.sum(),
            LEAST_ACCOUNTS_RATIO * 100));
  }
}
