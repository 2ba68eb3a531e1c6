package io.openmeet.loadtest.target;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * The benchmarks' JVMs have the options that a run's have: else their figures are of something
 * else.
 */
class BenchmarkJvmTest {
  private static final Path OPTIONS = Path.of("ci", "bench", "jvm.sh");
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{(injector\\.[a-zA-Z]+)}");

  @Test
  void theReferenceApiHasTheSameOptions() throws Exception {
    assertEquals(ReferenceProcess.JVM_OPTIONS, options("api_jvm"));
  }

  @Test
  void theInjectorHasTheSameOptions() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    List<String> ofTheRun =
        texts(pom, "jvmArg")
            .map(
                option ->
                    PROPERTY
                        .matcher(option)
                        .replaceAll(found -> texts(pom, found.group(1)).findFirst().orElseThrow()))
            .filter(option -> !option.startsWith("-Dloadtest."))
            .toList();
    List<String> ofTheBenchmarks =
        options("injector_jvm").stream()
            .filter(option -> !option.startsWith("--add-opens"))
            .toList();
    assertEquals(ofTheRun, ofTheBenchmarks);
  }

  private static Stream<String> texts(Document document, String element) {
    NodeList found = document.getElementsByTagName(element);
    return IntStream.range(0, found.getLength()).mapToObj(i -> found.item(i).getTextContent());
  }

  /** As the shell takes them in. */
  private static List<String> options(String array) throws Exception {
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source \"$1\"; printf '%s\\n' \"${" + array + "[@]}\"",
                "-",
                OPTIONS.toString())
            .redirectErrorStream(true)
            .start();
    try (var lines = bash.inputReader()) {
      return lines.lines().toList();
    } finally {
      bash.waitFor();
    }
  }
}
