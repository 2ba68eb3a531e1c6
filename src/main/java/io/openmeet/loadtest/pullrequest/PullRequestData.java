package io.openmeet.loadtest.pullrequest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunVerdict;
import io.openmeet.loadtest.results.WholeFile;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.sla.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What a run of the suite has to say in a pull request. The file comes from a job that ran the code
 * of the pull request, so it is bounded, and every text in it is foreign.
 *
 * @param verdict of all simulations together
 * @param news regressions and changes against the runs before, a sentence each
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PullRequestData(
    int schemaVersion, RunVerdict verdict, List<String> news, List<Simulation> simulations) {
  public static final int SCHEMA_VERSION = 1;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long MOST_BYTES = 1024 * 1024;
  private static final int MOST_SIMULATIONS = 20;
  private static final int MOST_LEVELS = 50;
  private static final int MOST_SENTENCES = 20;
  private static final int MOST_WORK = 20;

  /**
   * A simulation.
   *
   * @param reasons for a verdict other than PASS, a sentence each
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Simulation(
      String name,
      String profile,
      RunVerdict verdict,
      List<String> reasons,
      List<Level> levels,
      List<Work> work) {
    public Simulation {
      name = text(name);
      profile = text(profile);
      verdict = Objects.requireNonNullElse(verdict, RunVerdict.INVALID);
      reasons = bounded(reasons, MOST_SENTENCES);
      levels = bounded(levels, MOST_LEVELS);
      work = bounded(work, MOST_WORK);
    }
  }

  /** A service level, with its figures as texts. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Level(String name, String limit, String measured, Verdict verdict) {
    public Level {
      name = text(name);
      limit = text(limit);
      measured = text(measured);
      verdict = Objects.requireNonNullElse(verdict, Verdict.NO_DATA);
    }
  }

  /**
   * Work for each request that left its usual noise, with its figures as texts.
   *
   * @param series its key, which is also shown
   * @param worse whether the target works more for a request than before
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Work(String series, String usual, String now, String difference, boolean worse) {
    public Work {
      series = text(series);
      usual = text(usual);
      now = text(now);
      difference = text(difference);
    }
  }

  public PullRequestData {
    verdict = Objects.requireNonNullElse(verdict, RunVerdict.INVALID);
    news = bounded(news, MOST_SENTENCES);
    simulations = bounded(simulations, MOST_SIMULATIONS);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static <T> List<T> bounded(List<T> list, int most) {
    return list == null ? List.of() : list.stream().filter(Objects::nonNull).limit(most).toList();
  }

  /** Whether there is more to say than that all is as before. */
  public boolean hasNews() {
    return verdict != RunVerdict.PASS
        || !news.isEmpty()
        || simulations.stream().anyMatch(simulation -> !simulation.work().isEmpty());
  }

  public void write(Path file) throws IOException {
    byte[] json = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    WholeFile.write(file, out -> out.write(json));
  }

  /**
   * Reads the file of a job that nobody trusts.
   *
   * @throws ConfigurationException when it is too large or is no such file
   * @throws IOException when it cannot be read
   */
  public static PullRequestData read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new ConfigurationException(
          "%s: expected %d KB at most, found %d; it is not a file of pull-request-data."
              .formatted(file, MOST_BYTES >> 10, Files.size(file) >> 10));
    }
    try {
      PullRequestData data = JSON.readValue(Files.readAllBytes(file), PullRequestData.class);
      if (data != null && data.schemaVersion() == SCHEMA_VERSION) {
        return data;
      }
    } catch (JsonProcessingException malformed) {
      // Reported below: the parser's message would quote the file.
    }
    throw new ConfigurationException(
        "%s: expected a file of pull-request-data with schemaVersion %d, found another one."
            .formatted(file, SCHEMA_VERSION));
  }
}
