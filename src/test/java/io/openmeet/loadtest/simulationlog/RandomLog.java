package io.openmeet.loadtest.simulationlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Writes a log of records of all kinds. Times mostly increase, as in Gatling's logs; some names,
 * messages and scenarios are those of other such logs.
 */
final class RandomLog {
  private static final List<String> SCENARIOS = List.of("API", "Søk", "会議", "Watch");
  private static final List<String> NAMES = List.of("open", "会議を探す", "lobby", "søk", "Join");

  private final Random random;
  private final String own;
  private final List<String> scenarios;
  private final int[] alive;
  private long nowMs;

  private RandomLog(Random random, String own) {
    this.random = random;
    this.own = own;
    List<String> some = new ArrayList<>(SCENARIOS);
    Collections.shuffle(some, random);
    this.scenarios = some.subList(0, 1 + random.nextInt(SCENARIOS.size()));
    this.alive = new int[scenarios.size()];
  }

  /**
   * @param own a word in some names that no other log has
   */
  static void write(Path log, String own, int records, Random random) throws IOException {
    new RandomLog(random, own).write(log, records);
  }

  private void write(Path file, int records) throws IOException {
    long startMs = SampleLog.START_MS + random.nextInt(50);
    LogHeader run = new LogHeader("3.15.1", "Random", startMs, own, scenarios, List.of());
    nowMs = startMs + 50;
    try (LogWriter log = new LogWriter(file, run)) {
      for (int record = 0; record < records; record++) {
        nowMs += random.nextInt(3);
        long atMs = nowMs - random.nextInt(3); // neighbours may be swapped
        long beganMs = Math.max(startMs, atMs - random.nextInt(40));
        boolean ok = random.nextBoolean();
        String message = ok ? "" : "found 503 " + text();
        switch (random.nextInt(8)) {
          case 0 -> log.error(text(), atMs);
          case 1 -> log.unmatched(groups(), text(), atMs, ok, message);
          case 2 -> log.group(List.of("Join", text()), beganMs, atMs, random.nextInt(40), ok);
          case 3, 4 -> user(log, atMs);
          default -> log.request(groups(), text(), beganMs, atMs, ok, message);
        }
      }
    }
  }

  private void user(LogWriter log, long atMs) throws IOException {
    int scenario = random.nextInt(alive.length);
    boolean starts = alive[scenario] == 0 || random.nextBoolean();
    alive[scenario] += starts ? 1 : -1;
    log.user(scenario, starts, atMs);
  }

  private List<String> groups() {
    return random.nextBoolean() ? List.of() : List.of(text(), "Lobby");
  }

  private String text() {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    return random.nextInt(4) == 0 ? name + " " + own : name;
  }
}
