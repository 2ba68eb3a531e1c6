package io.openmeet.loadtest.bench;

import io.openmeet.feeders.FeederException;
import io.openmeet.loadtest.browser.BrowserException;
import io.openmeet.loadtest.browser.Chromium;
import io.openmeet.loadtest.browser.Page;
import io.openmeet.loadtest.browser.PageView;
import io.openmeet.loadtest.journeys.ClientJourney;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.ReferenceServer;
import io.openmeet.loadtest.performance.ClientVisits;
import io.openmeet.loadtest.results.BrowserFigures.Percentile;
import io.openmeet.loadtest.results.GitCommit;
import io.openmeet.loadtest.results.PageFigure;
import io.openmeet.loadtest.results.RunEnvironment;
import io.openmeet.loadtest.results.Tally;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import io.openmeet.loadtest.settings.JvmOptions;
import io.openmeet.loadtest.settings.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lets one person visit the web client of a reference API again and again, without load. {@code
 * ci/loadtest performance-report} starts it.
 */
public final class ClientVisitor {
  private ClientVisitor() {}

  /**
   * @param arguments the tuning of the API, the number of visits, and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path binary = Chromium.find().orElse(null);
    if (binary == null) {
      exit("no Chromium on the PATH; install one, or measure without it (--parts api)");
    }
    try (ReferenceServer api =
            ReferenceServer.start(
                new LoadTestClasses(System.getProperty("java.class.path"), JvmOptions.folder()),
                Map.of("reference.tuning", arguments[0]),
                ProjectFolder.referenceData());
        Chromium browser = Chromium.start(binary)) {
      visits(api, browser, Integer.parseInt(arguments[1])).write(Path.of(arguments[2]));
    } catch (ConfigurationException | FeederException | BrowserException failure) {
      exit(failure.getMessage());
    }
  }

  private static void exit(String reason) {
    System.err.println(reason);
    System.exit(1);
  }

  private static ClientVisits visits(ReferenceServer api, Chromium browser, int visits) {
    ClientJourney journey = new ClientJourney(InjectorShare.WHOLE);
    // The first page of a browser takes far longer than the next ones.
    visit(api, browser, journey);
    String startedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
    List<PageView> views = new ArrayList<>();
    for (int visit = 0; visit < visits; visit++) {
      views.addAll(visit(api, browser, journey));
    }
    Map<PageFigure, Percentile> figures = new EnumMap<>(PageFigure.class);
    for (PageFigure figure : PageFigure.values()) {
      figures.put(
          figure,
          Percentile.of(Tally.Visits.of(views.stream().map(view -> view.value(figure)).toList())));
    }
    return new ClientVisits(
        startedAt,
        browser.version(),
        RunEnvironment.here(
            io.gatling.commons.util.GatlingVersion.ThisVersion().fullVersion(),
            GitCommit.of(ProjectFolder.path()).orElse(null),
            true,
            "client"),
        figures);
  }

  private static List<PageView> visit(
      ReferenceServer api, Chromium browser, ClientJourney journey) {
    try (Page page = browser.open()) {
      return journey.visit(page, api.baseUrl());
    }
  }
}
