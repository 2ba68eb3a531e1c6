package io.openmeet.loadtest.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatlingReportLinkTest {
  /** From the head of a report of Gatling 3.15.1. */
  private static final String HEAD =
      """
      <div class="gatling-open-source">
          <a class="gatling-documentation" href="https://gatling.io/docs/" target="_blank">Documentation</a>
        </div>
      """;

  @TempDir Path folder;

  private Path report(byte[] html) throws IOException {
    return Files.write(folder.resolve("index.html"), html);
  }

  @Test
  void addsTheLinkOnceBesideGatlingsOwn() throws IOException {
    Path report = report(HEAD.getBytes(StandardCharsets.UTF_8));

    GatlingReportLink.add(folder);
    GatlingReportLink.add(folder);

    assertEquals(
        HEAD.replace(
            "<a class",
            "<a class=\"gatling-documentation\" id=\"openmeet-scorecard\" href=\"scorecard.html\">Scorecard</a>\n    <a class"),
        Files.readString(report));
  }

  @Test
  void changesNoOtherByte() throws IOException {
    byte[] odd = {(byte) 0xff, (byte) 0xfe, 0, (byte) 0xc3, (byte) 0xbc, 13, 10};
    byte[] html =
        (new String(odd, StandardCharsets.ISO_8859_1) + HEAD).getBytes(StandardCharsets.ISO_8859_1);
    Path report = report(html);

    GatlingReportLink.add(folder);

    byte[] linked = Files.readAllBytes(report);
    assertArrayEquals(odd, Arrays.copyOf(linked, odd.length));
  }

  @Test
  void leavesAPageOfAnUnknownFormUnchanged() throws IOException {
    byte[] html = "<html><body>Gatling 4</body></html>".getBytes(StandardCharsets.UTF_8);
    Path report = report(html);

    GatlingReportLink.add(folder);

    assertArrayEquals(html, Files.readAllBytes(report));
  }

  @Test
  void doesNothingWithoutAPage() throws IOException {
    GatlingReportLink.add(folder);

    assertFalse(Files.exists(folder.resolve("index.html")));
  }
}
