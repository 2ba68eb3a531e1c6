package io.openmeet.loadtest.load;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;

import io.gatling.javaapi.core.ChainBuilder;
import io.openmeet.loadtest.results.Stop;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The sign-ins before the load: counts them and their accounts. Users take the accounts in turn, so
 * a target that lets only a few accounts in would still get all its users, but they would ask for
 * the same few things from one hot cache.
 */
public final class SignIns {
  /** Least share of the tried accounts that must sign in, 0-1. */
  private static final double LEAST_ACCOUNTS_RATIO = 0.99;

  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private volatile int planned;
  private volatile boolean over;
  private final Set<String> triedAccounts = ConcurrentHashMap.newKeySet();
  private final Set<String> signedInAccounts = ConcurrentHashMap.newKeySet();

  /** The chain of each user that signs in before the load, until {@code total} are signed in. */
  public ChainBuilder until(int total, ChainBuilder signIn) {
    planned = total;
    return asLongAs(session -> succeeded.sum() < total && !over).on(signIn);
  }

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

  /** How far they are, in words for the console. */
  String progress() {
    return planned == 0
        ? "the load begins"
        : text("signing in: %,d of %,d users", succeeded.sum(), planned);
  }

  /**
   * Why a run stops whose users have not all signed in.
   *
   * @param longest time that they had
   * @param answers of the target, in words
   */
  Stop tooSlow(Duration longest, String answers) {
    return Stop.unmeasured(
        text(
            "only %,d of %,d users had signed in after %d s (-Dwarmup.max); the target answered %s. Look for what makes it slow, or allow more time.",
            succeeded.sum(), planned, longest.toSeconds(), answers));
  }

  /** Why a run stops in which too few accounts could sign in; empty otherwise. */
  Optional<Stop> tooFewAccounts() {
    if (signedInAccounts.size() >= LEAST_ACCOUNTS_RATIO * triedAccounts.size()) {
      return Optional.empty();
    }
    return Optional.of(
        Stop.forErrors(
            text(
                "only %,d of %,d accounts could sign in before the load (%,d of %,d attempts failed); the limit is %.0f %%, because a cache can serve the requests of fewer accounts. Look at what the target answers to POST /auth/login.",
                signedInAccounts.size(),
                triedAccounts.size(),
                failed.sum(),
                failed.sum() + succeeded.sum(),
                LEAST_ACCOUNTS_RATIO * 100)));
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
