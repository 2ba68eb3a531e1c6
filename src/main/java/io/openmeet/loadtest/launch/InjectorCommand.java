package io.openmeet.loadtest.launch;

import java.util.List;

/** Makes the command that starts an injector: {@link GatlingCommand}, or another one in tests. */
@FunctionalInterface
public interface InjectorCommand {
  /** The program and its arguments. */
  List<String> of(InjectorRun run);
}
