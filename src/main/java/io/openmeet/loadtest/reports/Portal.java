package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.openmeet.loadtest.night.Nights;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.trends.RunHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The page that lists all runs: {@code index.html} next to their folders. It is always written from
 * the folders, so it agrees with them. Two processes that write it at the same time take turns.
 * Each reads the folders only in its turn, so the last page lists all runs.
 */
public final class Portal {
  /** In the folder of all results. */
  public static final String NAME = "index.html";

  /** Only the newest runs; a page with more would be slow. */
  static final int MOST_RUNS = 1_000;

  /** Of the newest nights; the runs of older ones are listed without a heading. */
  private static final int MOST_NIGHTS = 400;

  /** Marks our page, near its beginning. */
  private static final String MARK = "<meta name=\"generator\" content=\"openmeet-loadtest runs\">";

  private static final int MARK_WITHIN_BYTES = 1_024;

  /** The longest silence of a log during a run: Gatling writes its log in blocks of 8 KB. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);

  private static final String LOCK = ".portal.lock";

  /** As Gatling names its folders: simulation, dash, start in UTC. */
  private static final Pattern FOLDER =
      Pattern.compile(".*-(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d{3})");

  private static final HtmlPage PAGE =
      new HtmlPage(
          "reports/pages/portal.html",
          List.of(
              "pages/uplot/uPlot.min.css",
              "pages/page.css",
              "pages/charts.css",
              "reports/pages/portal.css"),
          List.of(
              "pages/page.js",
              "pages/uplot/uPlot.iife.min.js",
              "pages/charts.js",
              "reports/pages/sparkline.js",
              "reports/pages/trend-chart.js",
              "reports/pages/portal-trends.js",
              "reports/pages/portal.js"));

  /**
   * @param nights the newest first
   * @param longestSilenceMs of the log during a run; the page compares it with the time of reading
   */
  private record Content(
      List<PortalNight> nights,
      List<PortalEntry> runs,
      int older,
      long longestSilenceMs,
      PortalTrends trends) {}

  private record Folder(Path path, String startedAt) {}

  private Portal() {}

  /** Lists the runs of a folder of results, with the trends of the history. */
  public static void write(Path results, RunHistory history) throws IOException {
    write(results, null, history);
  }

  /**
   * Lists all runs when one has just ended.
   *
   * @param run the folder of the run that has just ended
   * @param gatlingReport whether Gatling will write its own report into the folder later
   * @param history which has the run already
   */
  public static void atEndOfRun(Path run, boolean gatlingReport, RunHistory history)
      throws IOException {
    write(of(run), gatlingReport ? run : null, history);
  }

  /** The folder of all results, in which the portal of a run is. */
  static Path of(Path run) {
    return run.toAbsolutePath().normalize().getParent();
  }

  /** Whether the folder already has such a page. */
  static boolean isIn(Path results) throws IOException {
    Path page = results.resolve(NAME);
    if (!Files.isRegularFile(page)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(page)) {
      byte[] head = in.readNBytes(MARK_WITHIN_BYTES);
      return new String(head, StandardCharsets.UTF_8).contains(MARK);
    }
  }

  /**
   * @param justEnded the folder of a run for which Gatling will still write its report; or null
   */
  private static synchronized void write(Path results, Path justEnded, RunHistory history)
      throws IOException {
    try (FileChannel file =
        FileChannel.open(
            results.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.lock(); // until the file is closed
      if (Files.exists(results.resolve(NAME)) && !isIn(results)) {
        throw new IOException(
            "%s is a page of another program, so the list of runs is not written; move that page, or the runs, to another folder."
                .formatted(results.resolve(NAME)));
      }
      List<Folder> folders = runFolders(results);
      List<PortalEntry> runs = new ArrayList<>();
      for (Folder folder : folders.subList(0, Math.min(MOST_RUNS, folders.size()))) {
        runs.add(entry(folder, folder.path().equals(justEnded)));
      }
      runs.sort(Comparator.comparing(PortalEntry::startedAt).reversed());
      PortalTrends trends = PortalTrends.read(history, names(folders), levelLabels(runs));
      List<PortalNight> nights = PortalNight.of(new Nights(results).all(), MOST_NIGHTS);
      PAGE.write(
          new Content(
              nights, runs, folders.size() - runs.size(), LONGEST_SILENCE.toMillis(), trends),
          PortalTables.of(nights, runs, trends),
          results.resolve(NAME));
    }
  }

  private static Set<String> names(List<Folder> folders) {
    return folders.stream()
        .map(folder -> folder.path().getFileName().toString())
        .collect(Collectors.toSet());
  }

  /** As the newest run calls its service levels. */
  private static Map<String, LevelLabel> levelLabels(List<PortalEntry> newestFirst) {
    Map<String, LevelLabel> labels = new HashMap<>();
    newestFirst.stream()
        .map(PortalEntry::levelLabels)
        .forEach(ofRun -> ofRun.forEach(labels::putIfAbsent));
    return labels;
  }

  /** Newest first. */
  private static List<Folder> runFolders(Path results) throws IOException {
    List<Path> candidates;
    try (Stream<Path> all = Files.list(results)) {
      candidates = all.filter(Portal::isRun).toList();
    }
    List<Folder> folders = new ArrayList<>();
    for (Path path : candidates) {
      folders.add(new Folder(path, startedAt(path)));
    }
    folders.sort(Comparator.comparing(Folder::startedAt).reversed());
    return folders;
  }

  private static boolean isRun(Path folder) {
    return RunDirectory.isIn(folder) || Files.exists(folder.resolve(ResultsJson.NAME));
  }

  private static String startedAt(Path folder) throws IOException {
    Matcher named = FOLDER.matcher(folder.getFileName().toString());
    if (named.matches()) {
      return named.replaceAll("$1-$2-$3T$4:$5:$6.$7Z");
    }
    long changed = Files.getLastModifiedTime(folder).toMillis();
    return Instant.ofEpochSecond(changed / 1000).toString().replace("Z", ".000Z");
  }

  private static PortalEntry entry(Folder folder, boolean justEnded) {
    boolean gatlingReport =
        justEnded || Files.exists(folder.path().resolve(GatlingReportLink.GATLING_REPORT));
    Long loggedAtMs = null;
    String problem;
    try {
      if (Files.exists(folder.path().resolve(ResultsJson.NAME))) {
        return ResultsHead.read(folder.path(), gatlingReport);
      }
      loggedAtMs = Files.getLastModifiedTime(RunDirectory.log(folder.path())).toMillis();
      problem = "it has no " + ResultsJson.NAME + ": the run did not finish";
    } catch (JsonProcessingException malformed) {
      problem = ResultsJson.NAME + " is damaged: " + malformed.getOriginalMessage();
    } catch (IOException unreadable) {
      problem = ResultsJson.NAME + " cannot be read: " + unreadable.getMessage();
    }
    return PortalEntry.unreadable(
        folder.path().getFileName().toString(),
        folder.startedAt(),
        gatlingReport,
        problem,
        loggedAtMs);
  }
}
