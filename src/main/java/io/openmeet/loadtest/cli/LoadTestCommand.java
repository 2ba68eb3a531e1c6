package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.results.FileProblem;
import io.openmeet.loadtest.settings.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The kit's commands; {@code ci/loadtest} starts them. */
@Command(
    name = "loadtest",
    mixinStandardHelpOptions = true,
    versionProvider = LoadTestCommand.Version.class,
    scope = CommandLine.ScopeType.INHERIT,
    subcommands = {
      AcknowledgeCommand.class,
      CapacityCommand.class,
      CompareCommand.class,
      DistributeCommand.class,
      ExperimentCommand.class,
      HistoryCommand.class,
      InjectCommand.class,
      MergeCommand.class,
      NightCommand.class,
      PerformanceReportCommand.class,
      PullRequestCommandCommand.class,
      PullRequestCommentCommand.class,
      PullRequestDataCommand.class,
      PullRequestHistoryCommand.class,
      ReportCommand.class,
      SettingsCommand.class,
      ShowCommand.class,
      TrendsCommand.class,
      VerifyCommand.class,
      HelpCommand.class
    },
    description =
        "Reads the files of load test runs and prints their results; compares runs; makes experiments; makes loads with several injectors, and merges their runs; prints and prunes the history of all runs; finds regressions in it; runs the suite every night; comments on pull requests, and does what comments there ask for; prints the settings of a run.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the run passes",
      "1:a service level is broken, or there is a regression",
      "2:wrong usage, or a needed file cannot be read",
      "3:the run is not a valid measurement"
    })
public final class LoadTestCommand {
  private final Map<String, String> environment;

  private LoadTestCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Of the process; it has the secrets that are on no command line. */
  Map<String, String> environment() {
    return environment;
  }

  public static void main(String[] args) {
    // Output for programs has ASCII digits in every language of the user.
    Locale.setDefault(Locale.ROOT);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = ExitCode.USAGE;
    try {
      code = run(out, err, args);
    } finally {
      System.exit(code); // the JVM's code for a crash is 1, which means a broken service level
    }
  }

  /** Returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(System.getenv(), out, err, args);
  }

  /** Returns the exit code. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    int code =
        new CommandLine(new LoadTestCommand(environment))
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(LoadTestCommand::print)
            .execute(args.length == 0 ? new String[] {"help"} : args);
    out.flush();
    err.flush();
    return args.length == 0 ? ExitCode.USAGE : code;
  }

  /** Prints a user's mistake as a sentence, and an error of the kit with its stack trace. */
  private static int print(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    if (failure instanceof FileSystemException disk) {
      command
          .getErr()
          .printf(
              "%s: cannot be read or written (%s).%n", disk.getFile(), FileProblem.reason(disk));
    } else if (failure instanceof ConfigurationException || failure instanceof IOException) {
      command.getErr().println(failure.getMessage());
    } else {
      failure.printStackTrace(command.getErr());
    }
    return ExitCode.USAGE;
  }

  /** The version in the pom. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      Properties properties = new Properties();
      try (InputStream in = LoadTestCommand.class.getResourceAsStream("version.properties")) {
        properties.load(in);
      }
      return new String[] {"openmeet-loadtest " + properties.getProperty("version")};
    }
  }
}
