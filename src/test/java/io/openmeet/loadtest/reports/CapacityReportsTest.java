package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.capacity.CapacityStudy;
import io.openmeet.loadtest.capacity.SampleCapacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for a capacity in every format, under two locales with different number formats. */
class CapacityReportsTest {
  private final Locale before = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "de"})
  void everyFormatEqualsItsGoldenFile(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));
    CapacityStudy study = SampleCapacity.found(folder);

    CapacityReports.write(study, folder);

    for (String file : List.of(CapacityReports.JSON, CapacityReports.MARKDOWN)) {
      GoldenFile.assertSame(file, Files.readString(folder.resolve(file)));
    }
    GoldenFile.assertSame(
        "capacity-console.txt",
        CapacityReports.console(study).replace(System.lineSeparator(), "\n"));
  }

  @Test
  void thePictureShowsTheBoundsTheKneeAndAllFigures() throws IOException {
    CapacityReports.write(SampleCapacity.found(folder), folder);

    String svg = Files.readString(folder.resolve(CapacityReports.PICTURE));
    List.of(
            ">borne, knee<",
            ">not borne<",
            ">P95, ms<",
            ">P99, ms<",
            ">errors, %<",
            ">API CPU for each request, % of the first<",
            ">requests/s<")
        .forEach(text -> assertTrue(svg.contains(text), text));
  }

  @Test
  void theAxisOfErrorsHasNumbersAlsoWithoutErrors() throws IOException {
    CapacityReports.write(SampleCapacity.withoutErrors(folder), folder);

    String svg = Files.readString(folder.resolve(CapacityReports.PICTURE));
    assertFalse(svg.contains(">-0<"), "a label is -0");
    assertTrue(svg.contains(">0.5<"), "no label is 0.5 %");
  }

  @Test
  void anIrregularResultSaysSo() throws IOException {
    CapacityStudy study = SampleCapacity.injectorLimited(folder);

    GoldenFile.assertSame(
        "capacity-limited-console.txt",
        CapacityReports.console(study).replace(System.lineSeparator(), "\n"));
    CapacityReports.write(study, folder);
    JsonNode json =
        JsonMapper.builder().build().readTree(folder.resolve(CapacityReports.JSON).toFile());
    assertFalse(json.get("regular").asBoolean(true));
    assertEquals("INJECTOR_LIMITED", json.get("conclusion").asText());
    assertEquals(1, json.get("schemaVersion").asInt());
  }

  @Test
  void thePageIsDrawnWithItsPictureInLightAndDark() throws Exception {
    HeadlessChromium chromium = new HeadlessChromium();
    CapacityReports.write(SampleCapacity.found(folder), folder);

    String dom = chromium.dom(folder.resolve(CapacityReports.HTML));

    assertTrue(dom.contains("data-ready=\"true\""), "the scripts did not end");
    assertFalse(dom.contains("data-error"), () -> dom.substring(0, 300));
    assertEquals(3, dom.split("<table", -1).length, "tables: loads, trials");
    assertTrue(dom.contains("(prefers-color-scheme: dark)\" srcset=\"data:image/svg+xml"));
    assertTrue(dom.contains("alt=\"Response times, errors and work for each request"));
  }
}
