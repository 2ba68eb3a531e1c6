package io.openmeet.loadtest.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run of one of several injectors. */
class PartOfALoadTest {
  @TempDir Path folder;

  private final SampleRun part = SampleRun.part();

  @Test
  void saysWhichPartItIsAndThatOnlyTheWholeCounts() throws IOException {
    RunResult result = part.resultIn(folder);

    assertEquals(new InjectorShare(2, 4), result.identity().share());
    assertEquals(
        List.of(
            "This is part 2/4 of a load: its limits on throughput and concurrency are its part of those of the whole, and the target's work for each request is not known. Merge the parts to judge the whole (ci/loadtest merge).",
            "Statements per request (< 2 per request) is not judged: known only when the parts are merged."),
        result.outcome().warnings());
  }

  /** The target worked for the other injectors, too: 5,000 statements are not 5 a request. */
  @Test
  void hasNoWorkForEachRequest() throws IOException {
    assertEquals(List.of(), part.resultIn(folder).figures().work());
  }

  @Test
  void isJudgedByAllLevelsButTheWorkForEachRequest() throws IOException {
    RunResult result = part.resultIn(folder);

    assertEquals(
        List.of(Verdict.MET, Verdict.MET, Verdict.NOT_JUDGED),
        result.outcome().slas().stream().map(SlaResult::verdict).toList());
    assertEquals("known only when the parts are merged", result.outcome().slas().get(2).reason());
    assertEquals(RunVerdict.PASS, result.outcome().verdict());
  }

  /** The merged run is judged by them, so they have to be there. */
  @Test
  void keepsItsLevelsAndTheTargetsCountersForTheMerge() throws IOException {
    Observations kept = ObservationsFile.read(part.writeTo(folder)).orElseThrow();

    assertEquals(part.slas, kept.slas());
    assertEquals(part.work, kept.work());
  }

  @Test
  void theWholeLoadIsJudgedByTheWorkForEachRequest() throws IOException {
    part.share = null;
    RunResult result = part.resultIn(folder);

    assertEquals(RunVerdict.INVALID, result.outcome().verdict());
    assertEquals(1, result.figures().work().size());
    assertTrue(result.outcome().warnings().isEmpty());
  }
}
