package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.pullrequest.ForgeKind;
import io.openmeet.loadtest.pullrequest.RestRepository;
import io.openmeet.loadtest.settings.ConfigurationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The repository that a command talks to; the token is in the environment. */
final class ForgeOptions {
  @Option(
      names = "--forge",
      required = true,
      paramLabel = "<forge>",
      description = "github or gitlab.")
  private String forge;

  @Option(
      names = "--api",
      paramLabel = "<url>",
      description = "The API of a server of your own; default: the public service.")
  private String api;

  @Option(
      names = "--repository",
      required = true,
      paramLabel = "<owner/name>",
      description = "The repository, or GitLab's project.")
  private String repository;

  @Option(
      names = "--author",
      paramLabel = "<name>",
      description = "As whom the token comments; default: ${DEFAULT-VALUE}.")
  private String author = "github-actions[bot]";

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  ForgeKind kind() {
    return ForgeKind.named(forge);
  }

  String name() {
    return repository;
  }

  /**
   * @throws ConfigurationException when an option or the token is wrong
   */
  RestRepository repository() {
    LoadTestCommand root = (LoadTestCommand) command.root().userObject();
    return RestRepository.of(kind(), api, repository, author, root.environment());
  }
}
