package io.openmeet.loadtest.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openmeet.loadtest.load.ErrorShare.Answers;
import io.openmeet.loadtest.runs.Progress.Doing;
import io.openmeet.loadtest.runs.Progress.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final List<String> lines = new ArrayList<>();
  private long nowMs = 1_000_000;
  private Doing doing = new Doing(Phase.WARMING_UP, "warming up");
  private Answers answers = new Answers(0, 0);

  private Progress progress(int windowSeconds) {
    return new Progress(
        () -> doing,
        () -> answers,
        Duration.ofSeconds(windowSeconds),
        () -> TimeUnit.MILLISECONDS.toNanos(nowMs),
        lines::add);
  }

  /** Looks every half second. */
  private void goOn(Progress progress, Phase phase, String text, int seconds) {
    for (int look = 0; look < seconds * 2; look++) {
      nowMs += 500;
      doing = new Doing(phase, text);
      progress.look();
    }
  }

  @Test
  void printsEachPhaseWhenItBegins() {
    Progress progress = progress(30);
    goOn(progress, Phase.WARMING_UP, "warming up", 3);
    goOn(progress, Phase.MEASURING, "measuring, 30 s left", 2);
    goOn(progress, Phase.ENDING, "measured", 1);
    assertEquals(List.of("  warming up", "  measuring, 30 s left", "  measured"), lines);
  }

  @Test
  void printsWhatWasAnsweredSinceTheLineBefore() {
    Progress progress = progress(30);
    answers = new Answers(1_000, 500);
    goOn(progress, Phase.MEASURING, "measuring, 30 s left", 1);
    answers = new Answers(26_000, 501);
    goOn(progress, Phase.MEASURING, "measuring, 25 s left", 5);
    answers = new Answers(26_005, 503);
    goOn(progress, Phase.MEASURING, "measuring, 20 s left", 5);
    assertEquals(
        List.of(
            "  measuring, 30 s left",
            "  measuring, 25 s left: 5,000 answers/s, 1 error",
            "  measuring, 20 s left: 1 answers/s, 2 errors"),
        lines);
  }

  /** 30 s / 6 is a line every 5 s; 10 min / 6 would be one every 100 s, so it is one every 30 s. */
  @Test
  void printsAboutTwentyLinesOfALongWindowAndSixOfAShortOne() {
    goOn(progress(30), Phase.MEASURING, "measuring", 30);
    assertEquals(6, lines.size());
    lines.clear();
    goOn(progress(600), Phase.MEASURING, "measuring", 600);
    assertEquals(20, lines.size());
  }

  @Test
  void printsEveryTenSecondsOfAWarmUp() {
    goOn(progress(30), Phase.WARMING_UP, "warming up", 120);
    assertEquals(12, lines.size());
  }
}
