package io.openmeet.loadtest.reports;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunResult;
import io.openmeet.loadtest.results.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code results.json}: the result for machines, described by {@code results.schema.json}. */
public final class ResultsJson implements RunReport {
  /** In the run's folder. */
  public static final String NAME = "results.json";

  /** On the class path. */
  public static final String SCHEMA = "/io/openmeet/loadtest/reports/results.schema.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Reads a result back, as it was written. */
  public static RunResult read(Path folder) throws IOException {
    return JSON.readValue(Files.readAllBytes(folder.resolve(NAME)), RunResult.class);
  }

  @Override
  public void write(RunResult result, Path folder) throws IOException {
    WholeFile.write(
        folder.resolve(NAME),
        out -> {
          out.write(JSON.writer(new RowPerEntry()).writeValueAsBytes(result));
          out.write("\n".getBytes(StandardCharsets.UTF_8));
        });
  }
}
