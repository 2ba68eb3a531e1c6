package io.openmeet.loadtest.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class JvmOptionsTest {
  @Test
  void isInForceInAnInjectorThatMavenStarts() throws Exception {
    List<String> options = injectorsOptions();

    assertEquals(options, inputArguments(argumentsInPom()).stream().limit(options.size()).toList());
  }

  @ParameterizedTest
  @EnumSource(names = {"HEAP", "EVENT_LOOPS"})
  void hasTheDefaultsThatTheSettingsShow(Property property) throws Exception {
    NodeList inPom = pom().getElementsByTagName(property.key());

    assertEquals(1, inPom.getLength());
    assertEquals(property.defaultText(), inPom.item(0).getTextContent());
  }

  /** The arguments that the Gatling plugin passes to {@code java}. */
  private static List<String> argumentsInPom() throws Exception {
    String classes = JvmOptions.INJECTOR.file().getParent().getParent().toString();
    NodeList found = pom().getElementsByTagName("jvmArg");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> found.item(i).getTextContent())
        .map(argument -> argument.replace("${project.build.testOutputDirectory}", classes))
        .toList();
  }

  private static Document pom() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(Path.of("pom.xml").toFile());
  }

  /** The lines of the file that are not comments. */
  private static List<String> injectorsOptions() throws Exception {
    try (Stream<String> lines = Files.lines(JvmOptions.INJECTOR.file())) {
      return lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }
  }

  /** The arguments that a JVM reports for itself. */
  private static List<String> inputArguments(List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), InputArguments.class.getName()));
    Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = jvm.inputReader()) {
      return lines.lines().toList();
    } finally {
      jvm.waitFor();
    }
  }

  /** Prints the input arguments of its JVM, one per line. */
  static final class InputArguments {
    private InputArguments() {}

    public static void main(String[] none) {
      ManagementFactory.getRuntimeMXBean().getInputArguments().forEach(System.out::println);
    }
  }
}
