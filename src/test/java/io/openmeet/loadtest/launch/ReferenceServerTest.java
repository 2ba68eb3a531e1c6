package io.openmeet.loadtest.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.tools.attach.VirtualMachine;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Looks at a reference API that was started as a run starts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferenceServerTest {
  private ReferenceServer reference;

  /** The started process, which must be the JVM itself. */
  private ProcessHandle jvm;

  @BeforeAll
  void start() {
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    reference =
        ReferenceServer.start(
            new LoadTestClasses(System.getProperty("java.class.path"), JvmOptions.folder()),
            Map.of(),
            ProjectFolder.referenceData());
    jvm =
        ProcessHandle.current()
            .children()
            .filter(child -> !before.contains(child))
            .findFirst()
            .orElseThrow();
  }

  @AfterAll
  void end() {
    reference.close();
  }

  @Test
  void runsWithTheTargetsOptions() throws Exception {
    try (JMXConnector connector = connect()) {
      List<String> arguments =
          ManagementFactory.newPlatformMXBeanProxy(
                  connector.getMBeanServerConnection(),
                  ManagementFactory.RUNTIME_MXBEAN_NAME,
                  RuntimeMXBean.class)
              .getInputArguments();
      List<String> options = targetsOptions();
      assertEquals(options, arguments.stream().limit(options.size()).toList());
    }
  }

  @Test
  void alwaysHasItsOptimisingCompiler() throws Exception {
    try (JMXConnector connector = connect()) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      var options =
          ManagementFactory.newPlatformMXBeanProxy(
              beans, "com.sun.management:type=HotSpotDiagnostic", HotSpotDiagnosticMXBean.class);
      assertEquals("4", options.getVMOption("TieredStopAtLevel").getValue());
    }
  }

  @Test
  void hasALowerPriorityThanTheInjectorWithItsDatabaseAndCache() throws IOException {
    assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "Linux shows a process's priority");
    int expected = Math.min(19, niceness(ProcessHandle.current()) + LowPriority.NICENESS);
    assertEquals(expected, niceness(jvm));
    List<ProcessHandle> servers = jvm.descendants().toList();
    assertTrue(servers.size() >= 2, "PostgreSQL and Redis: " + servers);
    for (ProcessHandle server : servers) {
      assertEquals(expected, niceness(server), () -> server.info().toString());
    }
    assertEquals(jvm.pid(), session(jvm));
  }

  private JMXConnector connect() throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(jvm.pid()));
    try {
      return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
    } finally {
      machine.detach();
    }
  }

  /** The lines of the file that are not comments. */
  private static List<String> targetsOptions() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(JvmOptions.TARGET.argument().substring(1)))) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  private static long session(ProcessHandle process) throws IOException {
    return stat(process, 6);
  }

  private static int niceness(ProcessHandle process) throws IOException {
    return (int) stat(process, 19);
  }

  /** A field of Linux's {@code stat}, from 1 on; the second is a name in brackets. */
  private static long stat(ProcessHandle process, int field) throws IOException {
    String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[field - 3]);
  }
}
