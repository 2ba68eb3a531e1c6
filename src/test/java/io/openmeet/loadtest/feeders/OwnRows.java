package io.openmeet.loadtest.feeders;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import java.util.List;

/** The rows of a feeder file that only one of several injectors uses, such as accounts. */
public final class OwnRows {
  private OwnRows() {}

  /**
   * @param file name of the feeder file
   * @param what a row is, in the plural
   * @return this injector's rows, at least one
   * @throws ConfigurationException when there are fewer rows than injectors
   */
  public static <T> List<T> of(String file, String what, List<T> all, InjectorShare share) {
    if (all.size() < share.count()) {
      throw new ConfigurationException(
          "-Dinjector=%s: expected %d injectors at most, because %s has %d %s and no two injectors use the same one, found %d; add rows to the file, or use fewer injectors."
              .formatted(share, all.size(), file, all.size(), what, share.count()));
    }
    return share.rows(all);
  }
}
