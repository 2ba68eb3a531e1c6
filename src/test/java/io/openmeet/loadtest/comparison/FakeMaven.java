package io.openmeet.loadtest.comparison;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import io.openmeet.loadtest.trends.RunHistory;
import io.openmeet.loadtest.trends.SampleEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A Maven whose runs take no time: a script {@code bin/mvn} that copies a prepared results.json
 * into a new folder below target/gatling and adds the run to its history, as a run does.
 */
public final class FakeMaven {
  private static final String SCRIPT =
      """
      #!/bin/sh
      set -e
      home=$(cd "$(dirname "$0")/.." && pwd)
      echo "$*" >> "$home/calls"
      call=$(wc -l < "$home/calls" | tr -d ' ')
      for argument; do
        case $argument in
          -Dhistory=*) history=${argument#*=} ;;
          -Dreference.tuning=*) tuning=${argument#*=} ;;
        esac
      done
      if [ -e "$home/hang-$call" ]; then
        echo $$ > "$home/pid.new"
        mv "$home/pid.new" "$home/pid"
        sleep 600
      fi
      if [ -e "$home/refuse-$call" ]; then
        echo "[INFO] Scanning for projects..."
        echo "[ERROR] The target is down."
        exit 1
      fi
      result=$home/$tuning.json
      if [ -e "$home/call-$call.json" ]; then result=$home/call-$call.json; fi
      run=apisimulation-$(printf %017d "$call")
      mkdir -p "target/gatling/$run" "$history"
      cp "$result" "target/gatling/$run/results.json"
      sed "s/apisimulation-20260504030201000/$run/" "$home/line" >> "$history/runs.jsonl"
      """;

  private final Path home;
  private final Path samples;

  /**
   * @param home the folder with bin/mvn, for MAVEN_HOME
   */
  public FakeMaven(Path home) throws IOException {
    this.home = home;
    this.samples = Files.createDirectories(home.resolve("samples"));
    Path script = Files.createDirectories(home.resolve("bin")).resolve("mvn");
    Files.writeString(script, SCRIPT);
    if (!script.toFile().setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    RunHistory history = new RunHistory(samples);
    history.append(SampleEntry.at("2026-05-04T03:02:01.000Z").entry());
    Files.move(history.file(), home.resolve("line"));
  }

  /** The result of each run with {@code -Dreference.tuning=<tuning>}. */
  public FakeMaven giving(String tuning, SampleRun run) throws IOException {
    return prepare(tuning + ".json", run);
  }

  /** The result of a call, counted from 1, whatever its options. */
  FakeMaven givingAtCall(int call, SampleRun run) throws IOException {
    return prepare("call-" + call + ".json", run);
  }

  private FakeMaven prepare(String file, SampleRun run) throws IOException {
    JsonMapper json = JsonMapper.builder().build();
    byte[] result = json.writeValueAsBytes(RunDirectory.read(run.writeTo(samples)));
    Files.write(home.resolve(file), result);
    return this;
  }

  /** The call waits until it is ended. */
  public void hangsAtCall(int call) throws IOException {
    Files.createFile(home.resolve("hang-" + call));
  }

  /** The call ends with an error before any load. */
  void refusesAtCall(int call) throws IOException {
    Files.createFile(home.resolve("refuse-" + call));
  }

  /** Holds the process id of a call that hangs. */
  public Path pid() {
    return home.resolve("pid");
  }

  /** The arguments of all calls, in their order. */
  public List<String> calls() throws IOException {
    return Files.exists(home.resolve("calls"))
        ? Files.readAllLines(home.resolve("calls"))
        : List.of();
  }
}
