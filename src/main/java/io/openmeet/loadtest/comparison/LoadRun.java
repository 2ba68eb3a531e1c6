package io.openmeet.loadtest.comparison;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run to make.
 *
 * @param simulation class name with its package
 * @param profile name of the profile
 * @param history folder of the history to which the run adds its line; absolute
 * @param options further options of {@code mvn gatling:test}
 * @param environment variables to add to Maven's environment
 * @param log file for Maven's output; it is replaced
 */
public record LoadRun(
    String simulation,
    String profile,
    Path history,
    List<String> options,
    Map<String, String> environment,
    Path log) {

  /** Makes runs. */
  @FunctionalInterface
  public interface Maker {
    /**
     * @return the folder that Gatling made for the run; it has results.json
     * @throws IOException when the run ended without a result; the message is for users
     */
    Path make(LoadRun run) throws IOException, InterruptedException;
  }
}
