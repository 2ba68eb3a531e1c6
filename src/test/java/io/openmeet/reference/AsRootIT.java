package io.openmeet.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts as root, mostly without user namespaces, as in a container. Other users skip it. */
class AsRootIT {
  @TempDir Path folder;

  private final List<Path> madeElsewhere = new ArrayList<>();

  @BeforeEach
  void skipUnlessRoot() {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root");
  }

  @AfterEach
  void deleteWhatWasMadeElsewhere() throws IOException {
    for (Path made : madeElsewhere) {
      try (Stream<Path> files = Files.walk(made)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * A PATH with the programs that the start needs, that one way to switch users, and no user
   * namespaces.
   */
  private List<String> withOnly(String... ways) throws IOException {
    Path programs = Files.createDirectories(folder.resolve("programs"));
    for (String program :
        Stream.concat(Stream.of("sh", "id", "uname", "chown"), Stream.of(ways)).toList()) {
      Files.createSymbolicLink(programs.resolve(program), found(program));
    }
    Path forbidden = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(forbidden, PosixFilePermissions.fromString("rwxr-xr-x"));
    return List.of("env", "PATH=" + programs);
  }

  private static Path found(String program) {
    return Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin")
        .map(where -> Path.of(where, program))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"setpriv", "runuser", "su"})
  void anotherUserRunsTheDatabase(String way) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    ProcessHandle database;
    try (RunningApi api = RunningApi.launch(withOnly(way), "dataFolder=" + folder)) {
      assertTrue(api.isReady(), api.handshake()::toString);
      database = api.children().get(0);
      assertEquals("nobody", database.info().user().orElseThrow());
      assertTrue(data(database).startsWith(folder));
      assertAnswers(api);
    }
    assertFalse(database.isAlive());
  }

  /** As in a container that may make user namespaces at one start and not at the next. */
  @Test
  void theNextUserTakesOverTheDataOfThePreviousOne() throws Exception {
    assumeTrue(succeeds(List.of("unshare", "-U")), "no user namespace can be made");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> ofNobody = withOnly("setpriv");

    Path data = null;
    for (List<String> wrapper : List.of(List.<String>of(), ofNobody, List.<String>of())) {
      try (RunningApi api = RunningApi.launch(wrapper, "dataFolder=" + folder)) {
        assertTrue(api.isReady(), api.handshake()::toString);
        ProcessHandle database = api.children().get(0);
        assertEquals(wrapper.isEmpty() ? 0 : 65_534, owner(database));
        assertEquals(data == null ? data(database) : data, data(database));
        data = data(database);
      }
    }
  }

  private static int owner(ProcessHandle process) throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/" + process.pid()), "unix:uid");
  }

  /** Only the owner may enter JUnit's folder, as with root's home. */
  @Test
  void theDataLiesElsewhereIfOnlyRootMayEnterTheDataFolder() throws IOException {
    try (RunningApi api = RunningApi.launch(withOnly("setpriv"), "dataFolder=" + folder)) {
      assertTrue(api.isReady(), api.handshake()::toString);
      Path data = data(api.children().get(0));
      madeElsewhere.add(data.getParent().getParent());
      assertFalse(data.startsWith(folder));
      assertAnswers(api);
    }
  }

  /** The folder may be new, or may exist already. */
  @ParameterizedTest
  @ValueSource(strings = {"rwx------", "rwxr-xr-x"})
  void aUmaskThatExcludesOthersIsAccepted(String mode) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(mode));
    List<String> wrapper = new ArrayList<>(withOnly("setpriv"));
    wrapper.addAll(List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""));

    try (RunningApi api = RunningApi.launch(wrapper, "dataFolder=" + folder)) {
      assertTrue(api.isReady(), api.handshake()::toString);
      Path data = data(api.children().get(0));
      if (!data.startsWith(folder)) {
        madeElsewhere.add(data.getParent().getParent());
      }
      assertAnswers(api);
    }
  }

  @Test
  void withoutAFolderThatOthersMayEnterTheMessageHasARemedy() throws IOException {
    assertCannotBeRun(
        "the user that runs PostgreSQL may not enter this folder",
        List.of(),
        Files.createDirectory(folder.resolve("closed")));
  }

  @Test
  void onADiskThatRunsNoProgramsTheMessageHasARemedy() throws Exception {
    Path disk = Path.of("/mnt");
    List<String> wrapper = withTmpfs("noexec", disk);
    assumeTrue(Files.isDirectory(disk) && succeeds(wrapper), "nothing can be mounted here");

    assertCannotBeRun("Permission denied", wrapper, disk);
  }

  /** Only root may enter the data folder, and the temporary folder is as given. */
  private void assertCannotBeRun(String complaint, List<String> wrapper, Path temporary)
      throws IOException {
    List<String> whole = new ArrayList<>(wrapper);
    whole.addAll(withOnly("setpriv"));
    whole.add("JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=" + temporary);

    String sentence =
        RunningApi.launch(whole, "dataFolder=" + folder).handshake().path("message").asText();

    assertTrue(
        sentence.startsWith("The embedded PostgreSQL cannot be run from " + temporary + "/"),
        sentence);
    assertTrue(
        sentence.endsWith(
            complaint
                + "); run as another user, set reference.dataFolder to a folder that every user may enter and run programs from, or give reference.databaseUrl."),
        sentence);
  }

  @Test
  void littleSharedMemoryIsEnough() throws Exception {
    List<String> wrapper = withTmpfs("size=64k", Path.of("/dev/shm"));
    assumeTrue(succeeds(wrapper), "nothing can be mounted here");

    try (RunningApi api = RunningApi.launch(wrapper, "dataFolder=" + folder)) {
      assertTrue(api.isReady(), api.handshake()::toString);
      assertAnswers(api);
    }
  }

  /** As on platforms that run images with a user id without an account. */
  @Test
  void forAUserWithoutANameTheMessageHasARemedy() throws Exception {
    List<String> wrapper = List.of("unshare", "--map-user=54321", "--map-group=54321");
    assumeTrue(succeeds(wrapper), "no process can have a user id without an account");

    RunningApi api = RunningApi.launch(wrapper, "dataFolder=" + folder);

    assertEquals(
        "The embedded PostgreSQL needs a user with a name, but this user id has no line in /etc/passwd; add one, run as another user, or give reference.databaseUrl.",
        api.handshake().path("message").asText());
  }

  @Test
  void withoutAWayToSwitchUsersTheMessageHasARemedy() throws IOException {
    RunningApi api = RunningApi.launch(withOnly(), "dataFolder=" + folder);

    assertEquals(
        "The embedded PostgreSQL does not run as root, and root cannot switch to another user here: unshare, setpriv, runuser and su all failed; run as another user, or give reference.databaseUrl.",
        api.handshake().path("message").asText());
  }

  /** A wrapper that mounts a file system in memory, which only the wrapped command sees. */
  private static List<String> withTmpfs(String options, Path at) {
    String mount = "mount -t tmpfs -o %s tmpfs %s && exec \"$0\" \"$@\"".formatted(options, at);
    return List.of("unshare", "-m", "sh", "-c", mount);
  }

  private static boolean succeeds(List<String> wrapper) throws Exception {
    List<String> command = Stream.concat(wrapper.stream(), Stream.of("true")).toList();
    return new ProcessBuilder(command).start().waitFor() == 0;
  }

  private static void assertAnswers(RunningApi api) {
    assertEquals(200, api.client().get("/auth/me", api.client().loginAsUser(1)).status());
  }

  private static Path data(ProcessHandle database) {
    return Path.of(RunningApi.argument(database, "-D"));
  }
}
