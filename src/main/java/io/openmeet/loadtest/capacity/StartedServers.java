package io.openmeet.loadtest.capacity;

import io.openmeet.loadtest.launch.BareHandler;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.SharedTarget;
import io.openmeet.loadtest.settings.Property;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * The servers of a real search. The target is at the address in the properties; without one, it is
 * a reference API, which runs for the whole search, so that only the first trial finds it cold.
 */
public final class StartedServers implements CapacityServers {
  private final LoadTestClasses classes;
  private final Map<String, String> properties;
  private final Path data;

  /**
   * @param properties of the search, as after -D
   * @param data folder for the reference API's data
   */
  public StartedServers(LoadTestClasses classes, Map<String, String> properties, Path data) {
    this.classes = classes;
    this.properties = Map.copyOf(properties);
    this.data = data;
  }

  @Override
  public CapacityServer target() {
    SharedTarget target = SharedTarget.of(properties, classes, data);
    return new CapacityServer(target.properties(), target::close);
  }

  @Override
  public CapacityServer bareHandler(URI target, Path output)
      throws IOException, InterruptedException {
    BareHandler bare = BareHandler.start(classes, target, output);
    return new CapacityServer(
        Map.of(Property.BASE_URL.key(), bare.baseUrl().toString()), bare::close);
  }
}
