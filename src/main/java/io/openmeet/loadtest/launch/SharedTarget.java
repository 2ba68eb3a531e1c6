package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.PropertyGroup;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The target of several runs: a server that is already running, or a reference API that is started
 * once for all of them and ends with this JVM.
 */
public final class SharedTarget implements AutoCloseable {
  private final Map<String, String> properties;
  private final Optional<ReferenceServer> reference;

  private SharedTarget(Map<String, String> properties, Optional<ReferenceServer> reference) {
    this.properties = Map.copyOf(properties);
    this.reference = reference;
  }

  /**
   * Starts the reference API, unless the properties name a target.
   *
   * @param properties of the runs; those of the reference API go to it
   * @param dataFolder of the reference API, if the properties name none
   * @throws ConfigurationException with the API's own message when it does not start
   */
  public static SharedTarget of(
      Map<String, String> properties, LoadTestClasses classes, Path dataFolder) {
    if (properties.containsKey(Property.BASE_URL.key())) {
      return new SharedTarget(properties, Optional.empty());
    }
    String folder = properties.get(ReferenceServer.DATA_FOLDER);
    ReferenceServer reference =
        ReferenceServer.start(classes, properties, folder == null ? dataFolder : Path.of(folder));
    Map<String, String> ofRuns = new TreeMap<>(properties);
    ofRuns.keySet().removeIf(key -> key.startsWith(PropertyGroup.REFERENCE.prefix()));
    ofRuns.put(Property.BASE_URL.key(), reference.baseUrl().toString());
    ofRuns.put(ReferenceServer.KIND, ReferenceServer.kind(properties));
    return new SharedTarget(ofRuns, Optional.of(reference));
  }

  /** The properties of runs against this target. */
  public Map<String, String> properties() {
    return properties;
  }

  /** The reference API's output; empty when it printed nothing, or was not started here. */
  public Optional<Path> log() {
    return reference.flatMap(ReferenceServer::log);
  }

  /** Stops the reference API, if it was started here. */
  @Override
  public void close() {
    reference.ifPresent(ReferenceServer::close);
  }
}
