package io.openmeet.reference.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

class FirstOfEachKindTest {
  private final LoggerContext context = new LoggerContext();
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final Logger log = context.getLogger("a.b");

  @BeforeEach
  void start() {
    context.setMDCAdapter(new LogbackMDCAdapter());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern("%level %logger %msg%n%nopex");
    encoder.start();
    FirstOfEachKind appender = new FirstOfEachKind();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    appender.setOutputStream(written);
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
  }

  @Test
  void writesTheFirstLineOfAKindAndItsCountAtTheEnd() {
    for (int i = 1; i <= 1_234; i++) {
      log.warn("{} took {} ms", "list", 500 + i);
    }
    log.warn("something else");
    assertEquals(List.of("WARN a.b list took 501 ms", "WARN a.b something else"), lines());

    context.stop();

    assertEquals(
        List.of(
            "WARN a.b list took 501 ms",
            "WARN a.b something else",
            "WARN a.b list took 501 ms (1,234 times in all)"),
        lines());
  }

  @Test
  void kindsDifferInLoggerLevelOrWords() {
    log.warn("32a2ffa3-4a62-4b3c-8f0e-2c6fba25d7a1 GET /meetings lost");
    log.warn("00000000-0000-0000-0000-00000000000f GET /meetings lost");
    log.warn("00000000-0000-0000-0000-00000000000f GET /search lost");
    log.error("00000000-0000-0000-0000-00000000000f GET /search lost");
    context.getLogger("a.c").error("00000000-0000-0000-0000-00000000000f GET /search lost");
    log.warn("Handler@1f2e is gone");
    log.warn("Handler@90ab is gone");

    assertEquals(
        List.of(
            "WARN a.b 32a2ffa3-4a62-4b3c-8f0e-2c6fba25d7a1 GET /meetings lost",
            "WARN a.b 00000000-0000-0000-0000-00000000000f GET /search lost",
            "ERROR a.b 00000000-0000-0000-0000-00000000000f GET /search lost",
            "ERROR a.c 00000000-0000-0000-0000-00000000000f GET /search lost",
            "WARN a.b Handler@1f2e is gone"),
        lines());
  }

  @Test
  void exceptionsOfOneClassAndPlaceAreOneKind() {
    for (String path : List.of("/one", "/two", "/three")) {
      log.error("{} failed", path, thrown());
    }
    log.error("/one failed", new IllegalStateException("elsewhere"));
    log.error("/one failed", new IllegalArgumentException());

    context.stop();

    assertEquals(
        List.of(
            "ERROR a.b /one failed",
            "ERROR a.b /one failed",
            "ERROR a.b /one failed",
            "ERROR a.b /one failed (3 times in all)"),
        lines());
  }

  @Test
  void countsTheLinesOfAllFurtherKindsTogether() {
    for (char first = 'a'; first <= 'k'; first++) {
      for (char second = 'a'; second <= 'j'; second++) {
        log.warn("{}{}", first, second);
      }
    }
    log.warn("aa");
    assertEquals(100, lines().size());

    context.stop();

    List<String> end = lines().subList(100, lines().size());
    assertEquals(
        List.of(
            "WARN a.b aa (2 times in all)",
            "WARN io.openmeet.reference.log.FirstOfEachKind 10 more lines were of other kinds than"
                + " the first 100 and are not shown"),
        end);
  }

  @Test
  void writesNothingAfterTheEnd() {
    log.warn("before");
    context.stop();
    log.warn("after");
    log.error("after");

    assertEquals(List.of("WARN a.b before"), lines());
  }

  @Test
  void countsTheLinesOfAllThreads() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> log(1_000));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    context.stop();

    assertEquals(2, lines().size());
    assertTrue(lines().get(1).endsWith(" (8,000 times in all)"), lines().get(1));
  }

  private void log(int times) {
    for (int i = 0; i < times; i++) {
      log.warn("line {}", i);
    }
  }

  private static IllegalStateException thrown() {
    return new IllegalStateException("every time another message " + System.nanoTime());
  }

  private List<String> lines() {
    return written.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
