package io.openmeet.loadtest.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.openmeet.loadtest.dashboard.PageData.Level;
import io.openmeet.loadtest.results.SlaResult;
import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class LevelTextsTest {
  private final LevelTexts texts = new LevelTexts();

  @Test
  void anUnchangedLevelKeepsItsTextAndAChangedOneGetsANewText() {
    List<Level> before = texts.of(List.of(measured("api-p95", 142), measured("api-p99", 300)));

    List<Level> after = texts.of(List.of(measured("api-p95", 142), measured("api-p99", 600)));

    assertSame(before.get(0), after.get(0));
    assertEquals("142 ms", after.get(0).actualText());
    assertNotSame(before.get(1), after.get(1));
    assertEquals("600 ms", after.get(1).actualText());
    assertEquals("broken", after.get(1).verdictText());
  }

  @Test
  void aScoreHasNoUnit() {
    Sla cls = new Sla("cls", "CLS P75", Measure.OBSERVED_SCORE, 75.0, null, Bound.BELOW, 0.1);

    Level level = texts.of(List.of(SlaResult.of(cls.judge(new Measured.Value(0.0996))))).get(0);

    assertEquals("0.0996", level.actualText());
    assertEquals("< 0.10", level.limitText());
    assertEquals("met", level.verdictText());
  }

  private static SlaResult measured(String id, double ms) {
    return SlaResult.of(SlaBook.standard().get(id).judge(new Measured.Value(ms)));
  }
}
