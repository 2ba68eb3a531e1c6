package io.openmeet.loadtest.journeys;

import io.openmeet.feeders.Feeders;
import io.openmeet.feeders.Feeders.User;
import io.openmeet.loadtest.feeders.OwnRows;
import io.openmeet.loadtest.load.RunContext;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.List;

/**
 * What the journeys read from the feeder files.
 *
 * @param all of all injectors together
 */
record TestData(Feeders all, InjectorShare share) {
  /**
   * Reads and checks the files.
   *
   * @throws io.openmeet.feeders.FeederException naming file, line and column
   */
  static TestData of(RunContext run) {
    return new TestData(Feeders.read(), run.share());
  }

  /**
   * The accounts that only this injector uses, without the forgetful users.
   *
   * @throws io.openmeet.loadtest.settings.ConfigurationException when there are fewer than
   *     injectors
   */
  List<User> users() {
    return own("users", all.users());
  }

  /**
   * The accounts of forgetful users that only this injector uses.
   *
   * @throws io.openmeet.loadtest.settings.ConfigurationException when there are fewer than
   *     injectors
   */
  List<User> forgetfulUsers() {
    return own("forgetful users", all.forgetfulUsers());
  }

  private List<User> own(String what, List<User> users) {
    return OwnRows.of(Feeders.shown(Feeders.USERS), what, users, share);
  }
}
