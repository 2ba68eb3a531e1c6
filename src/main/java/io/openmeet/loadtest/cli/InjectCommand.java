package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.launch.GatlingCommand;
import io.openmeet.loadtest.launch.InjectorProcess;
import io.openmeet.loadtest.launch.InjectorRun;
import io.openmeet.loadtest.launch.LoadTestClasses;
import io.openmeet.loadtest.launch.Simulations;
import io.openmeet.loadtest.results.RunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one injector in the foreground, without Maven. */
@Command(
    name = "inject",
    description =
        "Runs one simulation in its own JVM, without Maven: the whole load, or with -Dinjector=2/4 one of four parts.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the run passes",
      "1:a service level is broken",
      "2:wrong usage, or the run was refused before any load",
      "3:the run is not a valid measurement, or did not come to its end"
    })
final class InjectCommand implements Callable<Integer> {
  /** Gatling's exit code for a simulation that cannot be started. */
  private static final int REFUSED = 1;

  @Parameters(
      index = "0",
      paramLabel = "<simulation>",
      description = "A simulation, such as ApiSimulation; other classes with their package.")
  private String simulation;

  @Mixin private RunProperties properties;

  /** ci/loadtest sets the property. */
  @Option(
      names = "--results",
      paramLabel = "<folder>",
      description = "Where the run's folder is made; default: ${DEFAULT-VALUE}.")
  private Path results = Path.of(System.getProperty("loadtest.results", "target/gatling"));

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    properties.settings();
    LoadTestClasses classes = LoadTestClasses.read();
    InjectorRun run =
        new InjectorRun(
            Simulations.in(classes).find("<simulation>", simulation), properties.given(), results);
    GatlingCommand gatling = new GatlingCommand(classes, ProjectFolder.path());
    try (InjectorProcess injector = InjectorProcess.start(run, gatling, Redirect.INHERIT)) {
      int code = injector.waitFor();
      return exitCode(code, injector.result(), spec.commandLine().getErr());
    } catch (InterruptedException stopped) {
      return ExitCode.INVALID_RUN;
    }
  }

  /**
   * @param code of the injector's JVM
   * @param result empty when the run did not come to its end
   */
  static int exitCode(int code, Optional<RunResult> result, PrintWriter err) {
    if (result.isPresent()) {
      int verdict = ExitCode.of(result.get().outcome().verdict());
      if (verdict == ExitCode.PASS && code != 0) {
        err.printf("The run passes, but its JVM ended with exit code %d; see above.%n", code);
        return ExitCode.INVALID_RUN;
      }
      return verdict;
    }
    if (code == REFUSED) {
      return ExitCode.USAGE;
    }
    err.printf("The run did not come to its end: its JVM ended with exit code %d.%n", code);
    return ExitCode.INVALID_RUN;
  }
}
