package io.openmeet.loadtest.capacity;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openmeet.loadtest.launch.InjectorCommand;
import io.openmeet.loadtest.launch.InjectorRun;
import io.openmeet.loadtest.results.RunDirectory;
import io.openmeet.loadtest.results.SampleRun;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers that are only addresses, and runs that take no time: a script makes the run's folder with
 * a prepared result, by the load and the address.
 */
final class FakeLoadTest implements CapacityServers, InjectorCommand {
  static final URI TARGET = URI.create("http://target.invalid");
  static final URI BARE = URI.create("http://bare.invalid");

  private static final String SCRIPT =
      """
      #!/bin/sh
      set -e
      result=$1 results=$2
      mkdir -p "$results/run-1"
      : > "$results/run-1/simulation.log"
      if [ "$result" = hang ]; then sleep 600; fi
      if [ "$result" = refuse ]; then echo "The target is down."; exit 1; fi
      cp "$result" "$results/run-1/results.json"
      """;

  private final Path folder;
  private final Path script;

  /** Up to this load, the target meets all levels. */
  int limit = 700;

  /** Up to this load, the bare handler meets all levels. */
  int injectorLimit = 20_000;

  /** Above this load, runs against the target are INVALID. */
  int invalidAbove = Integer.MAX_VALUE;

  /** The run with this number, from 1, ends without a result. */
  int refused = -1;

  /** The run with this number, from 1, waits until it is ended. */
  int hanging = -1;

  final List<InjectorRun> runs = new ArrayList<>();
  final List<URI> started = new ArrayList<>();
  final List<URI> ended = new ArrayList<>();

  FakeLoadTest(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    script = folder.resolve("run.sh");
    Files.writeString(script, SCRIPT);
    SampleRun bad = SampleRun.passing();
    bad.responseMs = user -> 300;
    SampleRun invalid = SampleRun.passing();
    invalid.plannedPerSecond = 200;
    prepare("good", SampleRun.passing());
    prepare("bad", bad);
    prepare("invalid", invalid);
  }

  private void prepare(String name, SampleRun run) throws IOException {
    JsonMapper.builder()
        .build()
        .writeValue(
            folder.resolve(name + ".json").toFile(), RunDirectory.read(run.writeTo(folder)));
  }

  @Override
  public CapacityServer target() {
    return server(TARGET, Map.of("loadtest.targetKind", "a fake"));
  }

  @Override
  public CapacityServer bareHandler(URI target, Path output) {
    return server(BARE, Map.of());
  }

  private CapacityServer server(URI address, Map<String, String> more) {
    started.add(address);
    Map<String, String> properties = new HashMap<>(more);
    properties.put("baseUrl", address.toString());
    return new CapacityServer(properties, () -> ended.add(address));
  }

  @Override
  public List<String> of(InjectorRun run) {
    runs.add(run);
    return List.of("sh", script.toString(), result(run), run.results().toString());
  }

  private String result(InjectorRun run) {
    int load = Integer.parseInt(run.properties().get("rate"));
    boolean bare = run.properties().get("baseUrl").equals(BARE.toString());
    if (runs.size() == refused) {
      return "refuse";
    }
    if (runs.size() == hanging) {
      return "hang";
    }
    if (bare) {
      // Against a server that does nothing, an injector that cannot keep up is INVALID.
      return file(load <= injectorLimit ? "good" : "invalid");
    }
    return file(load > invalidAbove ? "invalid" : load <= limit ? "good" : "bad");
  }

  private String file(String name) {
    return folder.resolve(name + ".json").toString();
  }

  /** The loads of the runs against an address, in their order. */
  List<Integer> loads(URI address) {
    return runs.stream()
        .filter(run -> run.properties().get("baseUrl").equals(address.toString()))
        .map(run -> Integer.parseInt(run.properties().get("rate")))
        .toList();
  }
}
