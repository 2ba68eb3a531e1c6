package io.openmeet.reference.database;

import io.openmeet.reference.CannotStart;
import io.openmeet.reference.process.ChildProcess;
import io.openmeet.reference.process.Unprivileged;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL's programs, ready to run.
 *
 * @param binaries the folder that holds {@code bin/postgres}
 * @param user runs the programs
 * @param slot the folder for their data and logs, which the user may enter
 */
record Installation(Path binaries, Unprivileged user, Path slot) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String ONLY_ROOT =
      "The embedded PostgreSQL does not run as root, and root cannot switch to another user here: unshare, setpriv, runuser and su all failed; run as another user, or give reference.databaseUrl.";

  /** The default is /dev/shm, which is often tiny in containers. */
  static final String SHARED_MEMORY = "dynamic_shared_memory_type=mmap";

  /**
   * Unpacks the programs if they are not there, and checks that they run.
   *
   * @param slot is replaced by an open folder if the user may not enter it
   * @throws CannotStart when the programs cannot be unpacked or run
   */
  static Installation of(Path dataFolder, Path slot) {
    URL archive = PostgresBinaries.archive();
    Unprivileged user = Unprivileged.find().orElseThrow(() -> new CannotStart(ONLY_ROOT));
    try {
      user.makeOpen(slot);
      Path folder = dataFolder;
      Path own = slot;
      if (!user.mayEnter(slot)) {
        folder = OpenFolder.of(dataFolder);
        own = folder.resolve(slot.getFileName());
        user.makeOpen(own);
      }
      Installation found = new Installation(PostgresBinaries.unpack(archive, folder), user, own);
      found.check();
      return found;
    } catch (IOException e) {
      throw unusable(slot, e);
    }
  }

  /** The folder of the data; see {@link #makeData}. */
  Path data() {
    return slot.resolve(binaries.getFileName());
  }

  /** The whole command for a program, as its user. */
  List<String> command(String program, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(arguments);
    return user.command(command);
  }

  /** Makes the data if there is none; no server must use it. */
  void makeData() throws IOException {
    if (!Files.exists(data())) {
      initialise();
    }
    // An earlier start may have made it as another user.
    user.give(data());
  }

  /** The disk may not allow programs to run, or the user may not enter a folder above it. */
  private void check() {
    if (!user.mayEnter(binaries)) {
      throw cannotRun("the user that runs PostgreSQL may not enter this folder");
    }
    try {
      ChildProcess version =
          ChildProcess.start(
              command("postgres", List.of("--version")), slot, slot.resolve("version.log"));
      if (version.exitCode(PATIENCE) != 0) {
        throw cannotRun(version.complaint());
      }
    } catch (IOException notEvenBegun) {
      throw cannotRun(notEvenBegun.getMessage());
    }
  }

  private void initialise() throws IOException {
    Path partial = slot.resolve(data().getFileName() + ".partial");
    Path log = slot.resolve("initdb.log");
    PostgresBinaries.delete(partial);
    user.give(Files.createDirectory(partial));
    List<String> arguments =
        List.of(
            "--pgdata=" + partial,
            "--username=postgres",
            // The server listens on loopback only, and holds only a fixture.
            "--auth=trust",
            "--encoding=UTF8",
            // Handles case and letters of all languages, the same on every operating system.
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--set=" + SHARED_MEMORY,
            "--no-sync",
            "--no-instructions");
    ChildProcess initdb = ChildProcess.start(command("initdb", arguments), slot, log);
    if (initdb.exitCode(PATIENCE) != 0) {
      throw failed(initdb, "see " + log);
    }
    Files.move(partial, data(), StandardCopyOption.ATOMIC_MOVE);
  }

  private CannotStart cannotRun(String complaint) {
    return new CannotStart(
        "The embedded PostgreSQL cannot be run from %s (%s); run as another user, set reference.dataFolder to a folder that every user may enter and run programs from, or give reference.databaseUrl."
            .formatted(binaries, complaint));
  }

  static CannotStart unusable(Path folder, IOException failure) {
    return new CannotStart(
        "The embedded PostgreSQL cannot use %s (%s); is the disk full or the folder not yours?"
            .formatted(folder, failure.getMessage()),
        failure);
  }

  static CannotStart failed(ChildProcess process, String advice) {
    if (process.logged("could not look up effective user ID")) {
      return new CannotStart(
          "The embedded PostgreSQL needs a user with a name, but this user id has no line in /etc/passwd; add one, run as another user, or give reference.databaseUrl.");
    }
    if (process.logged("No space left on device")) {
      return new CannotStart(
          "The embedded PostgreSQL found the disk full; free some space or set"
              + " reference.dataFolder to another disk.");
    }
    return new CannotStart(
        "The embedded PostgreSQL did not start: %s; %s.".formatted(process.complaint(), advice));
  }
}
