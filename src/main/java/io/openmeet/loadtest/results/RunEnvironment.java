package io.openmeet.loadtest.results;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.openmeet.loadtest.statistics.Required;
import java.lang.management.ManagementFactory;

/**
 * The machine and the software that made a run.
 *
 * @param cores of the injector's machine
 * @param processor model of the injector's machine; null in older runs
 * @param memoryBytes of the injector's machine; null when unknown
 * @param jvm name and version
 * @param os name, version and architecture
 * @param gatlingVersion for example 3.15.1
 * @param gitCommit of the checkout the load tests ran from; null when there is none
 * @param sharesMachine whether the target ran on the injector's machine, so that both compete for
 *     its cores; null when unknown
 * @param fingerprint {@link Fingerprint} of what makes two runs comparable
 */
public record RunEnvironment(
    int cores,
    @JsonInclude(JsonInclude.Include.NON_NULL) String processor,
    Long memoryBytes,
    String jvm,
    String os,
    String gatlingVersion,
    String gitCommit,
    Boolean sharesMachine,
    String fingerprint) {
  public RunEnvironment {
    Required.that(cores > 0, "environment.cores", "a number above 0", cores);
    Required.that(jvm != null, "environment.jvm", "a text", null);
    Required.that(os != null, "environment.os", "a text", null);
    Required.that(gatlingVersion != null, "environment.gatlingVersion", "a text", null);
    Required.that(fingerprint != null, "environment.fingerprint", "a text", null);
  }

  /** This machine and this JVM. */
  public static RunEnvironment here(
      String gatlingVersion, String gitCommit, boolean sharesMachine, String fingerprint) {
    return new RunEnvironment(
        Runtime.getRuntime().availableProcessors(),
        Processor.model(),
        totalMemoryBytes(),
        "%s %s".formatted(property("java.vm.name"), property("java.vm.version")),
        "%s %s, %s".formatted(property("os.name"), property("os.version"), property("os.arch")),
        gatlingVersion,
        gitCommit,
        sharesMachine,
        fingerprint);
  }

  /** The same, whether or not the target shares the machine of any injector. */
  RunEnvironment sharingMachine(Boolean shares) {
    return new RunEnvironment(
        cores, processor, memoryBytes, jvm, os, gatlingVersion, gitCommit, shares, fingerprint);
  }

  private static Long totalMemoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : null;
  }

  private static String property(String key) {
    return System.getProperty(key, "unknown");
  }
}
