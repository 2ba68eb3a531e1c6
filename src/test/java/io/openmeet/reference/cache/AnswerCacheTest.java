package io.openmeet.reference.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.openmeet.reference.http.Representation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AnswerCacheTest extends CacheOnRedis {
  @Test
  void anAnswerIsMadeOnceAndThenFound() {
    assertEquals("1", ask(list, ANA));
    assertEquals("1", ask(list, ANA));
    assertEquals("1", ask(list, COLLEAGUE));

    assertEquals(Map.of("miss", 1, "hit", 2), lookUps());
  }

  @Test
  void nobodyGetsAnAnswerOlderThanHisOwnWrite() {
    ask(list, ANA);
    cache.changed(Tag.MEETINGS, organisation, ANA);

    assertEquals("2", ask(list, ANA));
    assertEquals("2", ask(list, ANA));
    assertEquals(Map.of("miss", 2, "hit", 1), lookUps());
  }

  @Test
  void anothersWriteIsSeenLateWithinTheBoundWhileOneNewAnswerIsMade() {
    ask(list, ANA);
    cache.changed(Tag.MEETINGS, organisation, ANA);
    nowMs.addAndGet(999);
    Promise<Buffer> making = Promise.promise();

    for (int i = 0; i < 20; i++) {
      assertEquals("1", text(ask(list, COLLEAGUE, () -> count(making.future()))));
    }
    awaitMade(2);
    for (int i = 0; i < 20; i++) {
      assertEquals("1", text(ask(list, COLLEAGUE, () -> count(making.future()))));
    }
    // If one of these had caused another making, it would have begun by now.
    vertx.timer(3 * Cached.MEETING_LISTS.gatherMs()).await();
    assertEquals(Map.of("miss", 1, "stale", 40), lookUps());
    assertEquals(2, made.get());

    loop.runOnContext(v -> making.complete(Buffer.buffer("new")));
    awaitAnswer(list, COLLEAGUE, "new");
    assertEquals(2, made.get());
  }

  @Test
  void pastTheBoundAnothersWriteIsSeenAtOnce() {
    ask(list, ANA);
    cache.changed(Tag.MEETINGS, organisation, ANA);
    nowMs.addAndGet(1_000);

    assertEquals("2", ask(list, COLLEAGUE));
    assertEquals(Map.of("miss", 2), lookUps());
  }

  @Test
  void theBoundCountsFromTheFirstWriteThatIsMissing() {
    ask(list, ANA);
    for (int i = 0; i < 5; i++) {
      cache.changed(Tag.MEETINGS, organisation, ANA);
      nowMs.addAndGet(200);
    }

    assertEquals("2", ask(list, COLLEAGUE));
  }

  @Test
  void searchesAreNeverBehindAWrite() {
    Cached.Key search = Cached.SEARCHES.of(organisation, "10:budget");
    ask(search, ANA);
    cache.changed(Tag.MEETINGS, organisation, ANA);
    assertEquals("1", ask(search, ANA), "of something else");

    cache.changed(Tag.SEARCHED_TEXTS, organisation, ANA);

    assertEquals("2", ask(search, COLLEAGUE));
  }

  @Test
  void anotherOrganisationsWritesDoNotMakeAnAnswerOld() {
    ask(list, ANA);
    cache.changed(Tag.MEETINGS, UUID.randomUUID(), ANA);

    assertEquals("1", ask(list, ANA));
    assertEquals(Map.of("miss", 1, "hit", 1), lookUps());
  }

  @Test
  void pastItsLifeAnAnswerIsServedForAWhileAndThenNoMore() {
    ask(list, ANA);
    nowMs.addAndGet(MINUTE_MS - 1);
    assertEquals("1", ask(list, ANA));
    assertEquals(Map.of("miss", 1, "hit", 1), lookUps());

    nowMs.addAndGet(1);
    assertEquals("1", ask(list, ANA));
    assertEquals(Map.of("miss", 1, "hit", 1, "stale", 1), lookUps());
    awaitAnswer(list, ANA, "2");

    nowMs.addAndGet(MINUTE_MS + 10_000);
    assertEquals("3", ask(list, ANA));
  }

  @Test
  void simultaneousMissesShareOneMaking() {
    Promise<Buffer> making = Promise.promise();
    List<Future<Representation>> asked = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      UUID reader = UUID.randomUUID();
      asked.add(
          on(
              vertx.getOrCreateContext(),
              () -> cache.answer(list, reader, () -> count(making.future()))));
    }
    awaitLookUps(Map.of("miss", 1, "shared", 49));
    loop.runOnContext(v -> making.complete(Buffer.buffer("all")));

    asked.forEach(answer -> assertEquals("all", text(answer.await())));
    assertEquals(1, made.get());
  }

  @Test
  void aWriterDoesNotShareAMakingThatBeganBeforeTheWrite() {
    Promise<Buffer> before = Promise.promise();
    Future<Representation> early =
        on(loop, () -> cache.answer(list, COLLEAGUE, () -> count(before.future())));
    awaitMade(1);
    cache.changed(Tag.MEETINGS, organisation, ANA);

    assertEquals("2", ask(list, ANA));
    loop.runOnContext(v -> before.complete(Buffer.buffer("before")));
    assertEquals("before", text(early.await()));

    assertEquals("2", ask(list, ANA), "the older one, though it ended later, is not kept");
    assertEquals(Map.of("miss", 2, "hit", 1), lookUps());
  }

  @Test
  void aFailureReachesTheCallerAndIsNotKept() {
    Supplier<Future<Buffer>> failing = () -> Future.failedFuture("no database");

    assertThrows(RuntimeException.class, () -> ask(list, ANA, failing));
    assertThrows(
        RuntimeException.class,
        () ->
            ask(
                list,
                ANA,
                () -> {
                  throw new IllegalStateException("broken");
                }));

    assertEquals("1", ask(list, ANA));
    assertEquals(Map.of("miss", 3), lookUps());
  }

  @Test
  void usersOfOneOrganisationAndOfTwoGetTheirOwnAnswers() {
    UUID other = UUID.randomUUID();
    assertEquals("1", ask(Cached.WHO_AM_I.of(ANA), ANA));
    assertEquals("2", ask(Cached.WHO_AM_I.of(COLLEAGUE), COLLEAGUE));
    assertEquals("3", ask(list, ANA));
    assertEquals("4", ask(Cached.MEETING_LISTS.of(other), COLLEAGUE));
    assertEquals("5", ask(Cached.MEETING_LISTS.of(organisation, "20:standup"), ANA));

    assertEquals("1", ask(Cached.WHO_AM_I.of(ANA), ANA));
    assertEquals("2", ask(Cached.WHO_AM_I.of(COLLEAGUE), COLLEAGUE));
    assertEquals("3", ask(list, ANA));
    assertEquals("4", ask(Cached.MEETING_LISTS.of(other), COLLEAGUE));
  }

  @Test
  void anAnswerIsKeptWithItsEntityTagAndCompressedOnlyOnce() {
    Buffer body = Buffer.buffer("{\"title\":\"Überblick\"}".repeat(100));
    Representation first = ask(list, ANA, () -> Future.succeededFuture(body));

    Representation found = ask(list, ANA, () -> Future.failedFuture("is there"));

    assertEquals(body, found.plain());
    assertTrue(found.gzip().length() < body.length() / 4);
    assertSame(found.gzip(), found.gzip());
    assertEquals(first.entityTag(), found.entityTag());
  }

  @Test
  void switchedOffItFindsNothingAndKeepsNothing() {
    off.set(true);
    assertEquals("1", ask(list, ANA));
    cache.keep(list, cache.version(), Buffer.buffer("kept"));
    assertEquals("2", ask(list, ANA));
    assertEquals(Map.of("miss", 2), lookUps());

    off.set(false);
    assertEquals("3", ask(list, ANA));
  }

  @Test
  void aRefreshAfterAWriteServesTheWriter() {
    ask(list, ANA);
    cache.changed(Tag.MEETINGS, organisation, ANA);
    on(loop, () -> cache.refresh(list, this::next)).await();

    assertEquals("2", ask(list, ANA));
    assertEquals(Map.of("miss", 1, "hit", 1), lookUps());
  }
}
