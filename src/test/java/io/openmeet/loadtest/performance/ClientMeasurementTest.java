package io.openmeet.loadtest.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.comparison.MetricComparison;
import io.openmeet.loadtest.comparison.Outcome;
import io.openmeet.loadtest.comparison.ValueRange;
import io.openmeet.loadtest.results.PageFigure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientMeasurementTest {
  @TempDir Path folder;

  private final List<Tuning> made = new ArrayList<>();
  private boolean isBroken;
  private int withoutValue;

  /** The baseline is painted after 900 ms, and optimized after 300 ms. */
  private void visit(Tuning tuning, Path result, Path log) throws IOException {
    if (isBroken && made.size() == 2) {
      throw new IOException("no Chromium");
    }
    made.add(tuning);
    SampleStudy.visits(
            "2026-05-04T03:00:0%d.000Z".formatted(made.size()),
            tuning == Tuning.BASELINE ? 900 : 300,
            withoutValue)
        .write(result);
  }

  private ClientStudy run(int pairs) throws IOException, InterruptedException {
    return new ClientMeasurement(pairs, folder, this::visit, line -> {}).run();
  }

  @Test
  void comparesPairsOfVisitsInTurns() throws Exception {
    ClientStudy study = run(3);

    assertEquals(
        List.of(
            Tuning.BASELINE,
            Tuning.OPTIMIZED,
            Tuning.OPTIMIZED,
            Tuning.BASELINE,
            Tuning.BASELINE,
            Tuning.OPTIMIZED),
        made);
    MetricComparison lcp = study.of(PageFigure.LCP).orElseThrow();
    assertEquals(1.0 / 3, lcp.ratio(), 1e-9);
    assertEquals(Outcome.FASTER, lcp.outcome());
    assertEquals("LESS", study.of(PageFigure.RECEIVED_BYTES).orElseThrow().outcomeText());
    assertEquals(ValueRange.exact(0), study.of(PageFigure.CLS).orElseThrow().a());
    assertEquals(Optional.empty(), study.of(PageFigure.INP));
    assertEquals("client-02-B", study.inOrder().get(2).name());
  }

  /** A visit that reported nothing may have been the slowest. */
  @Test
  void aFigureThatSomeDocumentsDidNotReportIsNotCompared() throws Exception {
    withoutValue = 1;

    assertEquals(Optional.empty(), run(2).of(PageFigure.LCP));
    assertTrue(run(2).of(PageFigure.RECEIVED_BYTES).isPresent());
  }

  @Test
  void goesOnWhereItWasStopped() throws Exception {
    isBroken = true;
    assertEquals("no Chromium", assertThrows(IOException.class, () -> run(2)).getMessage());

    isBroken = false;
    ClientStudy study = run(2);

    assertEquals(4, made.size());
    assertEquals(4, study.runs().size());
  }
}
