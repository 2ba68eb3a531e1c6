package io.openmeet.loadtest.workflowfiles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that CI systems read, against the published schemas of their formats. */
class WorkflowSchemasTest {
  private static final Path GITHUB = Path.of(".github");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Stream<Path> files() throws IOException {
    return Stream.concat(
        WorkflowFilesTest.workflows().stream(),
        Stream.of(GITHUB.resolve("dependabot.yml"), Path.of("ci", "gitlab-ci.yml")));
  }

  private static String schema(Path file) {
    return switch (file.getFileName().toString()) {
      case "dependabot.yml" -> "dependabot-2.0.json";
      case "gitlab-ci.yml" -> "gitlab-ci.json";
      default -> "github-workflow.json";
    };
  }

  private static List<String> complaints(Path file, String text) throws IOException {
    try (InputStream schema = WorkflowSchemasTest.class.getResourceAsStream(schema(file))) {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
          .getSchema(schema)
          .validate(JSON.valueToTree(WorkflowYaml.read(text)))
          .stream()
          .map(Object::toString)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileIsAsItsSchemaSays(Path file) throws IOException {
    assertEquals(List.of(), complaints(file, Files.readString(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".github/workflows/nightly.yml | concurrency: | concurency:",
        ".github/workflows/nightly.yml | timeout-minutes: | timeout-minute:",
        ".github/workflows/pull-request-comment.yml | workflow_run: | workflow_runs:",
        ".github/workflows/supply-chain.yml | contents: | content:",
        ".github/dependabot.yml | interval: weekly | interval: weekley",
        ".github/dependabot.yml | cooldown: | cool-down:",
        "ci/gitlab-ci.yml | resource_group: | resource_groups:",
        "ci/gitlab-ci.yml | expire_in: | expires_in:"
      })
  void aMisspeltWordIsRefused(Path file, String right, String wrong) throws IOException {
    String text = Files.readString(file);
    assertTrue(text.contains(right), right);

    List<String> complaints = complaints(file, text.replace(right, wrong));

    String word = wrong.substring(0, wrong.indexOf(':'));
    assertTrue(
        complaints.stream().anyMatch(complaint -> complaint.contains(word)), complaints.toString());
  }
}
