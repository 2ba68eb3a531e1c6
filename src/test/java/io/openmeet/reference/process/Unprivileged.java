package io.openmeet.reference.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs programs that refuse to run as root. Root runs them as another user: in a separate user
 * namespace, which a container usually forbids, or with another account of the machine.
 */
public final class Unprivileged {
  private static final long PATIENCE_SECONDS = 10;
  private static final Path ACCOUNTS = Path.of("/etc/passwd");

  /** Not the account postgres, which may own the data of another server that is running. */
  private static final String PREFERRED = "nobody";

  private final List<String> prefix;
  private final Optional<Integer> owner;

  /**
   * @param prefix the words before a command
   * @param owner the user id that files must belong to; empty if they need no other owner
   */
  Unprivileged(List<String> prefix, Optional<Integer> owner) {
    this.prefix = prefix;
    this.owner = owner;
  }

  /** An account of the machine. */
  record Account(String name, int user, int group) {}

  /** Empty when the user is root and no way works. */
  public static Optional<Unprivileged> find() {
    if (!output(List.of("id", "-u")).equals(Optional.of("0"))) {
      return Optional.of(new Unprivileged(List.of(), Optional.empty()));
    }
    List<Unprivileged> ways = new ArrayList<>();
    ways.add(new Unprivileged(List.of("unshare", "-U"), Optional.of(0)));
    otherAccount()
        .ifPresent(
            account ->
                commandsOf(account).stream()
                    .map(command -> new Unprivileged(command, Optional.of(account.user())))
                    .forEach(ways::add));
    return ways.stream().filter(Unprivileged::works).findFirst();
  }

  private static List<List<String>> commandsOf(Account account) {
    return List.of(
        List.of(
            "setpriv", "--reuid=" + account.user(), "--regid=" + account.group(), "--clear-groups"),
        List.of("runuser", "-u", account.name(), "--"),
        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", account.name(), "--"));
  }

  /** PostgreSQL needs a user with a name. */
  private boolean works() {
    return output(command(List.of("id", "-u"))).filter(id -> !id.equals("0")).isPresent()
        && output(command(List.of("id", "-un"))).isPresent();
  }

  private static Optional<Account> otherAccount() {
    try {
      return otherAccount(Files.readAllLines(ACCOUNTS, StandardCharsets.ISO_8859_1));
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  /**
   * @param lines such as {@code nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin}
   */
  static Optional<Account> otherAccount(List<String> lines) {
    List<Account> accounts =
        lines.stream()
            .map(line -> line.split(":"))
            .filter(fields -> fields.length > 3)
            .filter(fields -> fields[2].matches("\\d{1,9}") && fields[3].matches("\\d{1,9}"))
            .map(
                fields ->
                    new Account(
                        fields[0], Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
            .filter(account -> account.user() != 0)
            .toList();
    return accounts.stream()
        .filter(account -> account.name().equals(PREFERRED))
        .findFirst()
        .or(() -> accounts.stream().findFirst());
  }

  /** The command as run by the programs' user. */
  public List<String> command(List<String> command) {
    return Stream.concat(prefix.stream(), command.stream()).toList();
  }

  /** Makes a folder that the programs' user may enter if it may enter the parent. */
  public void makeOpen(Path folder) throws IOException {
    Files.createDirectories(folder);
    if (owner.isPresent()) {
      // Root's umask may exclude other users.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  /** Whether the programs' user may enter a folder. */
  public boolean mayEnter(Path folder) {
    return prefix.isEmpty()
        || output(command(List.of("sh", "-c", "cd \"$0\" && echo in", folder.toString())))
            .isPresent();
  }

  /**
   * Gives the programs' user a folder with all its content. A folder that the user owns already
   * stays as it is: the user may be changing it, and root must not follow links of the user.
   */
  public void give(Path folder) throws IOException {
    if (owner.isEmpty()
        || owner.get().equals(Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    // Unlike Java's walk, chown keeps each folder open that it is in, and follows no link. The
    // folder itself comes last, so an interrupted chown is repeated.
    String chown = "chown -R -h -P \"$0\" \"$1\" && echo done";
    if (output(List.of("sh", "-c", chown, owner.get().toString(), folder.toString())).isEmpty()) {
      throw new IOException("cannot chown it to the user id " + owner.get());
    }
  }

  /** The first line that a command prints; empty when it fails or does not exist. */
  private static Optional<String> output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          return Optional.empty();
        }
        return process.exitValue() == 0 ? Optional.ofNullable(lines.readLine()) : Optional.empty();
      }
    } catch (IOException notThere) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
