package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriteLogTest {
  private static final UUID ANA = UUID.randomUUID();
  private static final UUID BEN = UUID.randomUUID();

  private final WriteLog log = new WriteLog();

  @Test
  void anAnswerIsBehindSinceTheFirstWriteItDoesNotKnow() {
    log.add(ANA, 10, 1_000);
    log.add(ANA, 20, 1_500);
    log.add(BEN, 30, 1_900);

    assertEquals(1_000, log.firstAfterMs(9));
    assertEquals(1_500, log.firstAfterMs(10));
    assertEquals(1_500, log.firstAfterMs(19));
    assertEquals(1_900, log.firstAfterMs(20));
    assertEquals(WriteLog.NEVER, log.firstAfterMs(30));
    assertEquals(WriteLog.NEVER, log.firstAfterMs(31));
  }

  @Test
  void writesCloseToEachOtherCountAsTheFirstOfThem() {
    log.add(ANA, 1, 1_000);
    log.add(ANA, 2, 1_049);
    log.add(ANA, 3, 1_050);

    assertEquals(1_000, log.firstAfterMs(1));
    assertEquals(1_050, log.firstAfterMs(2));
  }

  @Test
  void anAnswerOlderThanAllRememberedWritesIsBehindSinceLongAgo() {
    for (int i = 1; i <= 33; i++) {
      log.add(ANA, i, i * 50L);
    }

    assertEquals(WriteLog.LONG_AGO, log.firstAfterMs(0));
    assertEquals(WriteLog.LONG_AGO, log.firstAfterMs(1));
    assertEquals(150, log.firstAfterMs(2));
    assertEquals(33 * 50, log.firstAfterMs(32));
  }

  @Test
  void everyWritersOwnLastWriteIsKnown() {
    log.add(ANA, 1, 0);
    log.add(BEN, 2, 0);
    log.add(BEN, 3, 0);

    assertEquals(1, log.lastBy(ANA));
    assertEquals(3, log.lastBy(BEN));
    assertEquals(0, log.lastBy(UUID.randomUUID()));
  }

  @Test
  void aWriterWhoIsForgottenIsTakenForOneWhoWroteLater() {
    log.add(ANA, 1, 0);
    for (int i = 2; i <= 1_001; i++) {
      log.add(UUID.randomUUID(), i, 0);
    }
    log.add(BEN, 1_002, 0);

    assertEquals(1_000, log.lastBy(ANA));
    assertEquals(1_002, log.lastBy(BEN));
  }
}
