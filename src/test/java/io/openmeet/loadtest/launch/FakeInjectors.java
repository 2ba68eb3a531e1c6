package io.openmeet.loadtest.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Injectors that are shell scripts: each does what the test says. What they can say: {@code ready},
 * {@code complete}, and any command of the shell.
 */
public final class FakeInjectors implements InjectorCommand {
  private static final String WORDS =
      """
      ready() { mkdir -p "$barrier"; touch "$barrier/$1-of-$2.ready"; }
      begin() { mkdir -p "$results/run"; touch "$results/run/simulation.log"; }
      complete() { begin; echo '{}' > "$results/run/observations.json"; }
      results=$1 barrier=$2
      echo $$ > "$results/pid.new"
      mv "$results/pid.new" "$results/pid"
      """;

  private final List<String> scripts;
  private final List<InjectorRun> runs = new ArrayList<>();

  /** What each injector does, in their order. */
  public FakeInjectors(String... scripts) {
    this.scripts = List.of(scripts);
  }

  @Override
  public List<String> of(InjectorRun run) {
    String script = scripts.get(runs.size());
    runs.add(run);
    return List.of(
        "sh",
        "-c",
        WORDS + script,
        "injector",
        run.results().toString(),
        run.properties().get("injector.barrier"));
  }

  /** In the order of the starts. */
  List<InjectorRun> runs() {
    return runs;
  }

  /** Whether no injector runs; all must have been started. */
  boolean haveEnded() throws IOException {
    for (InjectorRun run : runs) {
      if (isAlive(pid(run.results()))) {
        return false;
      }
    }
    return true;
  }

  /** Waits for the file that an injector writes at its start. */
  static long pid(Path results) throws IOException {
    Path file = results.resolve("pid");
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }
    return Long.parseLong(Files.readString(file).strip());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }
}
