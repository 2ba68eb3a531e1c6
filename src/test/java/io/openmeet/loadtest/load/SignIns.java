package io.openmeet.loadtest.load;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Who signs in before the load, and with which accounts. Users take the accounts in turn, so a
 * target that lets only a few of them in would still get all its users: each of them asking for the
 * same few, from one hot cache.
 */
public final class SignIns {
  /** Of the accounts that were tried, so many have to be let in: a ratio. */
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

  /** Whether nobody is to try any more: the run has given up. */
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

  /** What is wrong, as a clause for people, when too few accounts were let in. */
  Optional<String> tooFewAccounts() {
    if (signedInAccounts.size() >= LEAST_ACCOUNTS_RATIO * triedAccounts.size()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "only %,d of %,d accounts could sign in before the load (%,d of %,d attempts failed); the limit is %.0f %%, since fewer make a load that a cache bears. Look at what the target answers to POST /auth/login",
            signedInAccounts.size(),
            triedAccounts.size(),
            failed.sum(),
            failed.sum() + succeeded.sum(),
            LEAST_ACCOUNTS_RATIO * 100));
  }
}
