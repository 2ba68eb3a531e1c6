package io.openmeet.reference.auth;

import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;

import io.openmeet.reference.cache.AnswerCache;
import io.openmeet.reference.cache.Cached;
import io.openmeet.reference.database.Database;
import io.openmeet.reference.http.Answers;
import io.openmeet.reference.http.Api;
import io.openmeet.reference.http.ApiError;
import io.openmeet.reference.http.Input;
import io.openmeet.reference.http.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts and sessions: {@code /auth/...}. */
public final class AuthRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AuthRoutes.class);

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");

  /**
   * Hashing has its own threads, few enough for a small machine; many requests at once queue here.
   */
  private static final int HASHING_THREADS = 2;

  private static final int WARMED = 500;

  private static final long CLEANING_PERIOD_MS = 600_000;

  private final Accounts accounts;
  private final Sessions sessions;
  private final Passwords passwords;
  private final AccessTokens tokens;
  private final AnswerCache cache;
  private final WorkerExecutor hashing;

  public AuthRoutes(
      Vertx vertx, Database database, Passwords passwords, AccessTokens tokens, AnswerCache cache) {
    this(vertx, database, passwords, tokens, cache, CLEANING_PERIOD_MS);
  }

  AuthRoutes(
      Vertx vertx,
      Database database,
      Passwords passwords,
      AccessTokens tokens,
      AnswerCache cache,
      long cleaningPeriodMs) {
    this.accounts = new Accounts(database);
    this.sessions = new Sessions(database);
    this.passwords = passwords;
    this.tokens = tokens;
    this.cache = cache;
    this.hashing = vertx.createSharedWorkerExecutor("passwords", HASHING_THREADS);
    vertx.setPeriodic(0, cleaningPeriodMs, timer -> dropExpiredSessions());
  }

  /** After a failure the next run drops them. */
  private void dropExpiredSessions() {
    sessions
        .dropExpired()
        .onFailure(
            failure -> LOG.warn("Expired sessions were not dropped: {}", failure.toString()));
  }

  public void mount(Api api) {
    api.secured(GET, "/auth/me", this::me);
    api.open(POST, "/auth/login", this::login);
    api.open(POST, "/auth/register", this::register);
    api.open(POST, "/auth/refresh", this::refresh);
    api.secured(POST, "/auth/logout", this::logout);
  }

  /** Caches the answers for the seeded accounts before they are requested. */
  public void warm() {
    long version = cache.version();
    accounts
        .some(WARMED)
        .onSuccess(
            found -> {
              for (Account account : found) {
                cache.keep(Cached.WHO_AM_I.of(account.id()), version, account.toJson());
              }
            });
  }

  private Future<?> register(RoutingContext context) {
    Input input = Input.of(context);
    Account account =
        new Account(
            UUID.randomUUID(),
            email(input),
            input.text("name", 1, 200),
            UUID.randomUUID(),
            input.text("organisation", 1, 200));
    String password = input.text("password", 8, 200);
    UUID session = UUID.randomUUID();
    RefreshToken token = RefreshToken.make();
    long version = cache.version();
    return hashing
        .executeBlocking(() -> passwords.hash(password), false)
        .compose(hash -> accounts.register(account, hash, session, token))
        .onSuccess(done -> answerSession(context, 201, account, session, token, version));
  }

  private Future<?> login(RoutingContext context) {
    Input input = Input.of(context);
    String email = email(input);
    String password = input.text("password", 1, 200);
    UUID session = UUID.randomUUID();
    RefreshToken token = RefreshToken.make();
    long version = cache.version();
    return accounts
        .byEmail(email)
        .compose(
            found -> {
              String stored = found.map(Accounts.Login::passwordHash).orElse(null);
              return hashing
                  .executeBlocking(() -> passwords.matches(password, stored), false)
                  .map(
                      matches -> {
                        if (!matches || found.isEmpty()) {
                          throw ApiError.unauthorized("The email or the password is wrong.");
                        }
                        return found.get().account();
                      });
            })
        .compose(account -> sessions.begin(session, account.id(), token).map(account))
        .onSuccess(account -> answerSession(context, 200, account, session, token, version));
  }

  private Future<?> refresh(RoutingContext context) {
    RefreshToken old = new RefreshToken(Input.of(context).text("refreshToken", 1, 200));
    RefreshToken fresh = RefreshToken.make();
    long version = cache.version();
    return sessions
        .rotate(old, fresh)
        .compose(
            continued ->
                continued.isEmpty() ? endReused(old) : Future.succeededFuture(continued.get()))
        .onSuccess(
            continued ->
                answerSession(
                    context, 200, continued.account(), continued.session(), fresh, version));
  }

  private Future<Sessions.Continued> endReused(RefreshToken token) {
    return sessions
        .endReused(token)
        .map(
            ended -> {
              ended.ifPresent(tokens::revoke);
              throw ApiError.unauthorized("The refresh token is unknown or used up.");
            });
  }

  private Future<?> logout(RoutingContext context) {
    RefreshToken token = new RefreshToken(Input.of(context).text("refreshToken", 1, 200));
    return sessions
        .end(token, Principal.of(context).user())
        .onSuccess(
            ended -> {
              ended.ifPresent(tokens::revoke);
              Answers.empty(context);
            });
  }

  private Future<?> me(RoutingContext context) {
    UUID user = Principal.of(context).user();
    return cache
        .answer(Cached.WHO_AM_I.of(user), user, () -> readMe(user))
        .onSuccess(answer -> Answers.read(context, answer));
  }

  private Future<Buffer> readMe(UUID user) {
    return accounts
        .byId(user)
        .map(
            found ->
                found
                    .orElseThrow(() -> ApiError.unauthorized("The account no longer exists."))
                    .toJson());
  }

  /**
   * @param version of the cache, taken before the account was read
   */
  private void answerSession(
      RoutingContext context,
      int status,
      Account account,
      UUID session,
      RefreshToken token,
      long version) {
    // After a login clients call /auth/me; the answer is known here, so it is kept.
    cache.keep(Cached.WHO_AM_I.of(account.id()), version, account.toJson());
    Answers.json(
        context,
        status,
        Json.object(
            json -> {
              json.writeObjectFieldStart("user");
              account.writeTo(json);
              json.writeEndObject();
              json.writeStringField("accessToken", tokens.issue(account.principal(), session));
              json.writeStringField("refreshToken", token.text());
              json.writeNumberField("expiresInSeconds", AccessTokens.LIFE_SECONDS);
            }));
  }

  private static String email(Input input) {
    String email = input.text("email", 3, 254).toLowerCase(Locale.ROOT);
    if (!EMAIL.matcher(email).matches()) {
      throw ApiError.badRequest("email must look like somebody@example.org.");
    }
    return email;
  }
}
