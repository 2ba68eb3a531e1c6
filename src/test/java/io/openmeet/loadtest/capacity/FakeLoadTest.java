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
 * Servers that are only addresses, and runs that take no time: each is a copy of a prepared one, by
 * the load and the address.
 */
final class FakeLoadTest implements CapacityServers, InjectorCommand {
  static final URI TARGET = URI.create("http://target.invalid");
  static final URI BARE = URI.create("http://bare.invalid");

  private final Path folder;

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
    this.folder = folder;
    SampleRun bad = SampleRun.passing();
    bad.responseMs = user -> 300;
    SampleRun invalid = SampleRun.passing();
    invalid.plannedPerSecond = 200;
    prepare("good", SampleRun.passing());
    prepare("bad", bad);
    prepare("invalid", invalid);
  }

  /** A run's folder as it looks at the end, with only what is read. */
  private void prepare(String name, SampleRun run) throws IOException {
    Path made = run.writeTo(folder.resolve("samples"));
    Path prepared = Files.createDirectories(folder.resolve(name));
    Files.createFile(prepared.resolve("simulation.log"));
    JsonMapper.builder()
        .build()
        .writeValue(prepared.resolve("results.json").toFile(), RunDirectory.read(made));
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
    if (runs.size() == refused) {
      return List.of("sh", "-c", "echo The target is down.; exit 1");
    }
    if (runs.size() == hanging) {
      return List.of("sleep", "600");
    }
    Path run1 = run.results().resolve("run-1");
    return List.of("cp", "-r", folder.resolve(result(run)).toString(), run1.toString());
  }

  private String result(InjectorRun run) {
    int load = Integer.parseInt(run.properties().get("rate"));
    if (run.properties().get("baseUrl").equals(BARE.toString())) {
      // Against a server that does nothing, an injector that cannot keep up is INVALID.
      return load <= injectorLimit ? "good" : "invalid";
    }
    return load > invalidAbove ? "invalid" : load <= limit ? "good" : "bad";
  }

  /** The loads of the runs against an address, in their order. */
  List<Integer> loads(URI address) {
    return runs.stream()
        .filter(run -> run.properties().get("baseUrl").equals(address.toString()))
        .map(run -> Integer.parseInt(run.properties().get("rate")))
        .toList();
  }
}
