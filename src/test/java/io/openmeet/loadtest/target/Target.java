package io.openmeet.loadtest.target;

import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.ReferenceServer;
import io.openmeet.loadtest.load.TargetCheck;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import io.openmeet.loadtest.settings.Settings;
import io.openmeet.loadtest.settings.TargetSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The server under load: one that is already running, or a reference API that this class starts.
 */
public final class Target implements TargetCheck.Client, AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final URI baseUrl;
  private final Optional<ReferenceServer> reference;
  private final Optional<URI> health;
  private final List<URI> metrics;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          // The load does not use a proxy either.
          .proxy(HttpClient.Builder.NO_PROXY)
          .connectTimeout(TIMEOUT)
          .build();

  private Target(URI baseUrl, Optional<ReferenceServer> reference, TargetSettings addresses) {
    this.baseUrl = baseUrl;
    this.reference = reference;
    this.health = addresses.health().map(address -> TargetSettings.below(baseUrl, address));
    this.metrics =
        addresses.metrics().stream()
            .map(address -> TargetSettings.below(baseUrl, address))
            .toList();
  }

  /**
   * Finds or starts the target and checks that it is healthy.
   *
   * @throws ConfigurationException when the target is not allowed, does not start or is not healthy
   */
  public static Target of(Settings settings) {
    JvmKeyStores.check(System.getProperties());
    TargetSettings addresses = settings.target();
    Target target;
    if (addresses.baseUrl().isPresent()) {
      URI allowed = TargetGuard.check(addresses.baseUrl().get(), addresses.allowedHosts());
      target = new Target(withoutSlash(allowed), Optional.empty(), addresses);
    } else {
      refuseOneForEach(settings.scale().share());
      ReferenceServer reference = startReference();
      target = new Target(reference.baseUrl(), Optional.of(reference), addresses);
    }
    try {
      target.checkHealth();
    } catch (ConfigurationException unhealthy) {
      target.close();
      throw unhealthy;
    }
    return target;
  }

  private static void refuseOneForEach(InjectorShare share) {
    if (!share.isWhole()) {
      throw new ConfigurationException(
          "-Dinjector=%s: expected -DbaseUrl in addition, found none; all injectors need the same target, but each would start its own."
              .formatted(share));
    }
  }

  private static ReferenceServer startReference() {
    if (!ReferenceServer.isKnownTo(Target.class.getClassLoader())) {
      throw new ConfigurationException(
          "-DbaseUrl: expected the address of the target, found none; this project has no reference API that could be the target instead.");
    }
    return ReferenceServer.start(
        new LoadTestClasses(System.getProperty("java.class.path"), JvmOptions.folder()),
        systemProperties(),
        ProjectFolder.referenceData());
  }

  private static Map<String, String> systemProperties() {
    Properties properties = System.getProperties();
    return properties.stringPropertyNames().stream()
        .collect(Collectors.toMap(Function.identity(), properties::getProperty));
  }

  private static URI withoutSlash(URI url) {
    return URI.create(url.toString().replaceFirst("/$", ""));
  }

  private void checkHealth() {
    if (health.isEmpty()) {
      return;
    }
    String expected = "200 from GET " + shown(health.get());
    int status = send(request(health.get()).build(), expected).statusCode();
    if (status != 200) {
      throw new ConfigurationException(
          "%s: expected %s, but it answered %d; fix the target, correct -DbaseUrl, or set -Dtarget.health to another address or none."
              .formatted(baseUrl, expected, status));
    }
  }

  /** The path of an address below the target's, or the whole address. */
  private String shown(URI address) {
    String text = address.toString();
    return text.startsWith(baseUrl + "/") ? text.substring(baseUrl.toString().length()) : text;
  }

  @Override
  public HttpResponse<String> post(String path, String json) {
    HttpRequest request =
        request(TargetSettings.below(baseUrl, path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    return send(request, "an answer to POST " + path);
  }

  /** The time that the target states in an answer; empty when it states none. */
  Optional<Instant> date() {
    try {
      return send(request(health.orElse(baseUrl)).build(), "an answer")
          .headers()
          .firstValue("Date")
          .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    } catch (ConfigurationException | DateTimeException unknown) {
      return Optional.empty();
    }
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address).timeout(TIMEOUT);
  }

  private HttpResponse<String> send(HttpRequest request, String expected) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new ConfigurationException(NoAnswer.sentence(baseUrl, expected, failed), failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ConfigurationException("The wait for the target was interrupted.", interrupted);
    }
  }

  @Override
  public URI baseUrl() {
    return baseUrl;
  }

  /** The kind of target, without its port: two runs against the same kind can be compared. */
  public String kind() {
    return reference.isPresent()
        ? ReferenceServer.kind(systemProperties())
        : System.getProperty(ReferenceServer.KIND, baseUrl.getHost());
  }

  /** Whether it competes with the injector for the same cores. */
  public boolean isOnThisMachine() {
    return TargetGuard.isLoopback(baseUrl);
  }

  /** Scrapes of the metrics of the target, or of each of its instances; empty: it has none. */
  public List<MetricsScrape> metrics() {
    return metrics.stream().map(address -> new MetricsScrape(client, address)).toList();
  }

  /** The reference API's output; empty when it printed nothing, or is not the target. */
  public Optional<Path> log() {
    return reference.flatMap(ReferenceServer::log);
  }

  /** Stops the reference API, if it was started for this run; safe to call twice. */
  @Override
  public void close() {
    reference.ifPresent(ReferenceServer::close);
  }
}
