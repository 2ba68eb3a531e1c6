package io.openmeet.loadtest.reports.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.opencsv.CSVReader;
import io.openmeet.loadtest.performance.SampleStudy;
import io.openmeet.loadtest.reports.GoldenFile;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class PerformanceReportTest {
  /** As in {@link Traced}, but written by itself. */
  private static final Pattern NUMBER = Pattern.compile("(^|[^A-Za-z_\\d])\\d");

  private final Locale before = Locale.getDefault();

  @TempDir Path project;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  private static PerformanceReport report() {
    return new PerformanceReport(SampleStudy.study(), SampleStudy.costs());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de", "ar-EG-u-nu-arab"})
  void equalsItsGoldenFile(String locale) throws Exception {
    Locale.setDefault(Locale.forLanguageTag(locale));
    report().write(project);

    GoldenFile.assertSame(
        "performance-report.md", Files.readString(project.resolve(PerformanceReport.NAME)));
    GoldenFile.assertSame(
        "performance-sources.csv",
        Files.readString(
            project.resolve(PerformanceReport.FOLDER).resolve(PerformanceReport.SOURCES)));
  }

  /** The numbers that remain in the text when all figures of its list of sources are removed. */
  private static List<String> withoutSource(String markdown, String sources) throws Exception {
    List<String> lines = new ArrayList<>(markdown.lines().toList());
    try (CSVReader csv = new CSVReader(new StringReader(sources))) {
      csv.readNext();
      for (String[] row : csv) {
        int line = Integer.parseInt(row[0]) - 1;
        String escaped = Traced.figure(row[1], row[2]).markdown();
        String text = lines.get(line).contains(escaped) ? escaped : row[1];
        assertTrue(lines.get(line).contains(text), row[1] + " is not in line " + row[0]);
        lines.set(line, lines.get(line).replaceFirst(Pattern.quote(text), "F"));
      }
    }
    return lines.stream().filter(line -> NUMBER.matcher(line).find()).toList();
  }

  @Test
  void everyNumberHasASource() throws Exception {
    TracedText text = report().text();

    assertEquals(List.of(), withoutSource(text.markdown(), text.sources()));
  }

  /** The check above fails for a number that no run gave. */
  @Test
  void aNumberThatSomebodyTypedIsFound() throws Exception {
    TracedText text = report().text();
    String planted = text.markdown().replace("Bandwidth is", "It is 25 times faster. Bandwidth is");

    List<String> found = withoutSource(planted, text.sources());
    assertEquals(1, found.size());
    assertTrue(found.get(0).contains("25 times"), found.get(0));
  }

  @Test
  void everyPictureOfTheTextIsWrittenAndShowsItsRows() throws Exception {
    report().write(project);
    String markdown = Files.readString(project.resolve(PerformanceReport.NAME));

    for (String picture : List.of("ratios.svg", "client.svg", "throughput.svg", "costs.svg")) {
      assertTrue(markdown.contains("(ci/performance/" + picture + ")"), picture);
    }
    assertTrue(texts("ratios.svg").containsAll(Set.of("P95 response time", "Cache hit ratio")));
    assertTrue(texts("client.svg").contains("Bytes received without load"));
    assertTrue(texts("throughput.svg").containsAll(Set.of("baseline", "optimized")));
    assertTrue(
        texts("costs.svg")
            .containsAll(
                Set.of("baseline", "Database", "API", "Bandwidth", "Cache", "Monitoring")));
  }

  private Set<String> texts(String picture) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    String svg = Files.readString(project.resolve(PerformanceReport.FOLDER).resolve(picture));
    Document document =
        factory
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    Set<String> texts = new HashSet<>();
    NodeList nodes = document.getElementsByTagName("text");
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void saysWhatCouldNotBeMeasured() throws Exception {
    new PerformanceReport(SampleStudy.withoutOptimized(), SampleStudy.costs()).write(project);

    String markdown = Files.readString(project.resolve(PerformanceReport.NAME));
    assertTrue(markdown.contains("No pair can be compared."), markdown);
    assertTrue(markdown.contains("| optimized | none was held | - | 1 |"), markdown);
    assertTrue(markdown.contains("| Database | 262.80 | - | 1.00 | - |"), markdown);
    assertTrue(markdown.contains("A dash means that the use was not measured"), markdown);
    assertFalse(markdown.contains("web client"), markdown);
    assertFalse(markdown.contains("ratios.svg") || markdown.contains("client.svg"), markdown);
    assertFalse(Files.exists(project.resolve(PerformanceReport.FOLDER).resolve("ratios.svg")));
  }

  @Test
  void aPictureIsTheSameEachTimeAndHasALightBackgroundOfItsOwn() throws Exception {
    var pictures = new PerformancePictures(SampleStudy.study(), SampleStudy.costs()).all();

    assertEquals(pictures, new PerformancePictures(SampleStudy.study(), SampleStudy.costs()).all());
    for (String svg : pictures.values()) {
      assertFalse(svg.contains("٠"), "digits of another language");
      assertTrue(
          Pattern.compile("<rect[^>]*fill=\"white\"").matcher(svg).find()
              || Pattern.compile("fill=\"white\"[^>]*>\\s*<rect").matcher(svg).find(),
          svg);
    }
  }
}
