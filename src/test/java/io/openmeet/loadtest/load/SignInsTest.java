package io.openmeet.loadtest.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.results.Stop;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignInsTest {
  private final SignIns signIns = new SignIns();

  /** 198 of 200 are 99 %: enough. */
  @Test
  void areEnoughWhenAsGoodAsAllAccountsWereLetIn() {
    signIn(signIns, 200, 2);
    assertEquals(Optional.empty(), signIns.tooFewAccounts());
  }

  @Test
  void stopTheRunWhenTooFewAccountsWereLetIn() {
    signIn(signIns, 200, 3);
    assertEquals(
        Optional.of(
            Stop.forErrors(
                "only 197 of 200 accounts could sign in before the load (3 of 200 attempts failed); the limit is 99 %, because a cache can serve the requests of fewer accounts. Look at what the target answers to POST /auth/login.")),
        signIns.tooFewAccounts());
  }

  /** One attempt for each account. */
  static void signIn(SignIns signIns, int accounts, int turnedAway) {
    for (int i = 0; i < accounts; i++) {
      signIns.tried("user-" + i, i >= turnedAway);
      if (i < turnedAway) {
        signIns.keptOut("user-" + i);
      }
    }
  }
}
