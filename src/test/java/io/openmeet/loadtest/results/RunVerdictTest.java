package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.sla.Bound;
import io.openmeet.loadtest.sla.Measure;
import io.openmeet.loadtest.sla.Measured;
import io.openmeet.loadtest.sla.Sla;
import io.openmeet.loadtest.sla.SlaOutcome;
import io.openmeet.loadtest.sla.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "MET, PASS",
    "MET MET, PASS",
    "BROKEN, FAIL",
    "MET BROKEN MET, FAIL",
    "NO_DATA, INVALID",
    "MET NO_DATA, INVALID",
    "BROKEN NO_DATA, INVALID",
    "NO_DATA BROKEN MET, INVALID"
  })
  void shouldPassOnlyWhenEveryLevelWasMet(String verdicts, RunVerdict expected) {
    assertEquals(
        expected,
        RunVerdict.of(
            Stream.of(verdicts.split(" ")).map(v -> outcome(Verdict.valueOf(v))).toList()));
  }

  @Test
  void shouldBeInvalidWhenNothingWasJudged() {
    assertEquals(RunVerdict.INVALID, RunVerdict.of(List.of()));
  }

  private static SlaOutcome outcome(Verdict verdict) {
    Sla sla = new Sla("a", "A", Measure.THROUGHPUT, null, null, Bound.AT_LEAST, 1.0);
    return new SlaOutcome(sla, new Measured.Value(1), verdict);
  }
}
