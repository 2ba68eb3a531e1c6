package io.openmeet.loadtest.performance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.comparison.LoadRun;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs that take no time: a baseline that holds 150 requests/s, and an optimized API that holds
 * 5,000. Above, they are slow.
 */
final class FakeRuns implements LoadRun.Maker {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int SLOW_MS = 300;

  /** Such as "optimized 5000", or a simulation's name at full load; in the order of the calls. */
  final List<String> made = new ArrayList<>();

  /** Calls, counted from 1, that end as if Maven had failed. */
  final Set<Integer> broken = new HashSet<>();

  /** What is in {@link #made} once as INVALID. */
  final Set<String> invalidOnce = new HashSet<>();

  private final Path results;
  private int calls;

  FakeRuns(Path results) {
    this.results = results;
  }

  @Override
  public Path make(LoadRun run) throws IOException {
    calls++;
    if (broken.remove(calls)) {
      throw new IOException("Maven ended with exit code 1.");
    }
    boolean optimized = run.options().contains("-Dreference.tuning=optimized");
    String rate = run.environment().get("BENCH_RATE");
    String what =
        rate == null
            ? run.simulation().replaceFirst(".*\\.", "")
            : (optimized ? "optimized " : "baseline ") + rate;
    made.add(what);
    SampleRun sample = sample(rate == null ? 100 : Integer.parseInt(rate), optimized);
    if (invalidOnce.remove(what)) {
      sample.plannedPerSecond = sample.perSecond * 2;
    }
    return written(sample);
  }

  private static SampleRun sample(int rate, boolean optimized) {
    SampleRun sample = SampleRun.passing();
    sample.perSecond = rate;
    sample.intensity = rate / 6_000.0;
    sample.failsEvery = 0;
    int fastMs = optimized ? 3 : 30;
    int ms = rate > (optimized ? 5_000 : 150) ? SLOW_MS : fastMs;
    sample.responseMs = user -> ms;
    return sample;
  }

  private Path written(SampleRun sample) throws IOException {
    Path folder = sample.writeTo(Files.createDirectories(results.resolve("run-" + calls)));
    // As the reports write it, which this package does not know.
    JSON.writeValue(folder.resolve("results.json").toFile(), RunDirectory.read(folder));
    return folder;
  }
}
