package io.openmeet.reference;

import io.openmeet.reference.ApiClient.Answer;
import io.openmeet.reference.ApiClient.Session;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Clients that write all the time and remember what was acknowledged. For tests. */
final class Writers implements AutoCloseable {
  /** The answer that a later GET must give, by path. */
  final Map<String, String> meetings = new ConcurrentHashMap<>();

  /** The answer that a later GET must give, by path. */
  final Map<String, String> recordings = new ConcurrentHashMap<>();

  /** The organisation, by email. */
  final Map<String, String> accounts = new ConcurrentHashMap<>();

  /** Registrations without a success; each must be complete or absent. */
  final Map<String, String> uncertainAccounts = new ConcurrentHashMap<>();

  final List<String> usedTokens = new ArrayList<>();

  /** The newest refresh token; null after a refresh without a success. */
  volatile String liveToken;

  /** Answers with 503. */
  final AtomicInteger unavailable = new AtomicInteger();

  /** Answers that are neither success nor 503. */
  final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

  private final ApiClient client;
  private final Session session;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  Writers(ApiClient client) {
    this.client = client;
    this.session = client.loginAsUser(1);
    this.liveToken = client.loginAsUser(1).refreshToken();
    begin(this::writeMeeting);
    begin(this::register);
    begin(this::refresh);
    begin(this::upload);
  }

  int acknowledged() {
    return meetings.size() + recordings.size() + accounts.size() + usedTokens.size();
  }

  /** Whether each of the four kinds has at least this many acknowledged writes. */
  boolean allHaveWritten(int each) {
    return meetings.size() >= each
        && recordings.size() >= each
        && accounts.size() >= each
        && usedTokens.size() >= each;
  }

  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(20_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (thread.isAlive()) {
        throw new AssertionError("a writer hangs");
      }
    }
  }

  private void begin(Runnable write) {
    Thread thread =
        new Thread(
            () -> {
              while (!over) {
                write.run();
              }
            });
    thread.start();
    threads.add(thread);
  }

  private void writeMeeting() {
    Answer answer =
        answerOf(
            201,
            () ->
                client.createMeeting(session, "kept " + UUID.randomUUID(), "2031-01-01T00:00:00Z"));
    if (answer != null) {
      meetings.put("/meetings/" + answer.field("id"), answer.text());
    }
  }

  private void register() {
    String unique = UUID.randomUUID().toString();
    String email = unique + "@example.org";
    Answer answer = answerOf(201, () -> client.register(email, unique));
    (answer == null ? uncertainAccounts : accounts).put(email, unique);
  }

  private void refresh() {
    String token = liveToken;
    if (token == null) {
      Answer login =
          answerOf(200, () -> client.login("user001@org01.openmeet.example", "fixture-only-001-ü"));
      liveToken = login == null ? null : login.field("refreshToken");
      return;
    }
    liveToken = null;
    Answer answer =
        answerOf(200, () -> client.post("/auth/refresh", null, Map.of("refreshToken", token)));
    if (answer != null) {
      liveToken = answer.field("refreshToken");
      usedTokens.add(token);
    }
  }

  private void upload() {
    byte[] file = new byte[50_000];
    new Random().nextBytes(file);
    Answer answer = answerOf(201, () -> client.upload(session, file));
    if (answer != null) {
      recordings.put("/recordings/" + answer.field("id"), answer.text());
    }
  }

  /** The answer if it has the expected status; null otherwise, also when there is no answer. */
  private Answer answerOf(int expected, Supplier<Answer> call) {
    try {
      Answer answer = call.get();
      if (answer.status() == expected) {
        return answer;
      }
      if (answer.status() == 503) {
        unavailable.incrementAndGet();
      } else {
        wrong.add(answer.status() + " " + answer.text());
      }
    } catch (UncheckedIOException brokenOff) {
      // The server was killed.
    }
    pause();
    return null;
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
