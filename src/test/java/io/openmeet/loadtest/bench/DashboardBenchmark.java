package io.openmeet.loadtest.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.integration.ForkedSimulation;
import io.openmeet.loadtest.simulations.ApiSimulation;
import io.openmeet.loadtest.statistics.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What the dashboard costs the injector: API simulations in pairs, with and without it; {@code
 * ci/bench/dashboard} starts them. In runs with the dashboard, a scraper and a page read it
 * throughout.
 */
public final class DashboardBenchmark {
  private static final double LIMIT_RATIO = 0.05;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * One run.
   *
   * @param cpuSeconds of the injector in the measured window, by the purpose of its threads
   */
  private record Run(String verdict, double perSecond, Map<ThreadCpu.Use, Double> cpuSeconds) {
    private double allCpuSeconds() {
      return cpuSeconds.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Without the threads that make the load: their work is the same in both runs, and varies by
     * more than the dashboard costs.
     */
    private double cpuSecondsBesideTheLoad() {
      return allCpuSeconds()
          - cpuSeconds.get(ThreadCpu.Use.EVENT_LOOPS)
          - cpuSeconds.get(ThreadCpu.Use.STATISTICS);
    }
  }

  private DashboardBenchmark() {}

  /**
   * @param args a folder, the number of pairs, the profile
   */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int pairs = Integer.parseInt(args[1]);
    List<Double> differences = new ArrayList<>();
    List<Double> besideTheLoad = new ArrayList<>();
    for (int pair = 1; pair <= pairs; pair++) {
      // In turns, so that a machine that warms up or slows down favours neither.
      boolean dashboardFirst = pair % 2 == 1;
      Run first = run(folder.resolve(pair + "a"), args[2], dashboardFirst);
      Run second = run(folder.resolve(pair + "b"), args[2], !dashboardFirst);
      Run with = dashboardFirst ? first : second;
      Run without = dashboardFirst ? second : first;
      differences.add(with.allCpuSeconds() / without.allCpuSeconds() - 1);
      besideTheLoad.add(
          (with.cpuSecondsBesideTheLoad() - without.cpuSecondsBesideTheLoad())
              / without.allCpuSeconds());
      print("pair %d%n", pair);
      print("  without: %s%n", text(without));
      print("  with:    %s%n", text(with));
      print(
          "  difference %+.2f %%, without the threads that make the load %+.2f %%%n",
          differences.get(pair - 1) * 100, besideTheLoad.get(pair - 1) * 100);
    }
    print(
        "median of %d pairs: %+.2f %% of the injector's CPU, without the threads that make the load %+.2f %% (limit %.0f %%)%n",
        pairs, median(differences) * 100, median(besideTheLoad) * 100, LIMIT_RATIO * 100);
  }

  private static String text(Run run) {
    return String.format(
        Locale.ROOT,
        "%.2f s of CPU in the window, %,.0f requests/s, %s%n           %s",
        run.allCpuSeconds(),
        run.perSecond(),
        run.verdict(),
        text(run.cpuSeconds()));
  }

  private static String text(Map<ThreadCpu.Use, Double> byUse) {
    return byUse.entrySet().stream()
        .map(
            use ->
                String.format(
                    Locale.ROOT,
                    "%s %.2f",
                    use.getKey().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    use.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void print(String format, Object... values) {
    System.out.print(String.format(Locale.ROOT, format, values));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  private static Run run(Path results, String profile, boolean dashboard)
      throws IOException, InterruptedException {
    Files.createDirectories(results);
    Path output = results.resolve("output.txt");
    Process injector = ForkedSimulation.start(command(results, profile, dashboard), output);
    try (ThreadCpu threads = new ThreadCpu(injector)) {
      if (dashboard) {
        new DashboardReaders(injector, output).readUntilTheEnd();
      }
      int exitCode = injector.waitFor();
      var ended = new ForkedSimulation.Result(exitCode, Files.readString(output), results);
      Path report = ended.runFolder().resolve("results.json");
      if (!Files.exists(report)) {
        System.err.println(ended.output().lines().reduce((line, last) -> last).orElse(""));
        System.err.println(
            "A run stopped early, see its output above: this machine is too busy for the load now.");
        System.exit(1);
      }
      JsonNode result = JSON.readTree(report.toFile());
      JsonNode window = result.path("window");
      return new Run(
          result.path("verdict").asText(),
          result.path("totals").path("rps").asDouble(),
          threads.secondsIn(
              new Window(epochMs(window.path("start")), epochMs(window.path("end")))));
    } finally {
      injector.destroy();
      injector.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private static List<String> command(Path results, String profile, boolean dashboard) {
    return ForkedSimulation.command(
        profile.equals("prerelease") ? LongWarmedApiSimulation.class : ApiSimulation.class,
        results,
        Map.of("profile", profile, "metrics.port", dashboard ? "0" : "off"));
  }

  private static long epochMs(JsonNode instant) {
    return Instant.parse(instant.asText()).toEpochMilli();
  }
}
