package io.openmeet.loadtest.launch;

import io.openmeet.loadtest.settings.Property;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Starts Gatling as its Maven plugin does: with the options of {@code injector.options}, and with
 * the system properties that the pom sets.
 *
 * @param classes the load tests
 * @param project the project's folder; it is only read, if {@code history} and {@code
 *     reference.dataFolder} are elsewhere
 */
public record GatlingCommand(LoadTestClasses classes, Path project) implements InjectorCommand {
  private static final String MAIN_CLASS = "io.gatling.app.Gatling";

  /** A property of Gatling's Maven plugin. */
  private static final String NO_REPORTS = "gatling.noReports";

  @Override
  public List<String> of(InjectorRun run) {
    boolean noReports = Boolean.parseBoolean(run.properties().get(NO_REPORTS));
    Map<String, String> properties = new TreeMap<>(run.properties());
    properties.put("loadtest.project", project.toAbsolutePath().toString());
    properties.put("loadtest.results", run.results().toString());
    properties.put("loadtest.noReports", String.valueOf(noReports));
    List<String> command = new ArrayList<>(classes.injectorsJava());
    command.addAll(size(properties));
    properties.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-cp", classes.classPath(), MAIN_CLASS));
    command.addAll(List.of("-s", run.simulation(), "-rf", run.results().toString()));
    if (noReports) {
      command.add("-nr");
    }
    return command;
  }

  /** The options' file may have the values of the last Maven run. */
  private static List<String> size(Map<String, String> properties) {
    String heap = value(properties, Property.HEAP);
    return List.of(
        "-Xms" + heap,
        "-Xmx" + heap,
        "-Dio.netty.eventLoopThreads=" + value(properties, Property.EVENT_LOOPS));
  }

  private static String value(Map<String, String> properties, Property property) {
    return properties.getOrDefault(property.key(), property.defaultText());
  }

  /**
   * The command that makes Gatling's own report of a log.
   *
   * @param run the folder with simulation.log
   */
  public List<String> report(Path run) {
    Path folder = run.toAbsolutePath().normalize();
    List<String> command = new ArrayList<>(classes.injectorsJava());
    command.addAll(List.of("-cp", classes.classPath(), MAIN_CLASS));
    command.addAll(List.of("-ro", folder.getFileName().toString()));
    command.addAll(List.of("-rf", folder.getParent().toString()));
    return command;
  }
}
