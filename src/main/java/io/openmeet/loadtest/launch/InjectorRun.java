package io.openmeet.loadtest.launch;

import java.nio.file.Path;
import java.util.Map;

/**
 * A run to make in an injector's own JVM.
 *
 * @param simulation class name with its package
 * @param properties of the run, as after -D: {@code rate}, {@code injector} or {@code baseUrl}, for
 *     instance. {@code history} should be an absolute path
 * @param results folder in which Gatling makes the run's folder; it is created, and may hold older
 *     runs, but no other run may begin in it at the same time
 */
public record InjectorRun(String simulation, Map<String, String> properties, Path results) {
  public InjectorRun {
    properties = Map.copyOf(properties);
    results = results.toAbsolutePath();
  }
}
