package io.openmeet.loadtest.agreement;

import io.openmeet.loadtest.results.ClockOffset;
import io.openmeet.loadtest.settings.ConfigurationException;
import io.openmeet.loadtest.settings.InjectorShare;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files by which injectors wait for each other. Each file appears as a whole, and is never
 * changed.
 *
 * <pre>
 * 2-of-4.started   injector 2 of 4 has begun
 * 2-of-4.ready     its load is ready
 * 2-of-4.gave-up   it stops; the file says why
 * window-opens-at  the instant, in UTC, such as 2026-05-04T03:00:00Z
 * </pre>
 */
final class BarrierFolder {
  private static final String STARTED = "started";
  private static final String READY = "ready";
  private static final String GAVE_UP = "gave-up";
  private static final String OPENS_AT = "window-opens-at";
  private static final Pattern NAME =
      Pattern.compile("(\\d{1,4})-of-(\\d{1,4})\\.(" + STARTED + "|" + READY + "|" + GAVE_UP + ")");

  /** Files that are not complete yet, and files without a meaning. */
  private static final String HIDDEN = ".";

  /**
   * What the other injectors wrote.
   *
   * @param ready their indexes
   * @param opensAt when the window opens, once all are ready
   * @param gaveUp a clause, when one of the others stopped
   */
  record Seen(Set<Integer> ready, Optional<Instant> opensAt, Optional<String> gaveUp) {
    static final Seen NOTHING = new Seen(Set.of(), Optional.empty(), Optional.empty());

    /** Whether nothing is left to decide. */
    boolean isSettled() {
      return opensAt.isPresent() || gaveUp.isPresent();
    }
  }

  private final Path folder;
  private final InjectorShare share;

  private BarrierFolder(Path folder, InjectorShare share) {
    this.folder = folder;
    this.share = share;
  }

  /**
   * Takes this injector's place.
   *
   * @param folder created when it does not exist
   * @throws ConfigurationException when the folder cannot be used, holds anything but files of the
   *     other injectors, or another process has taken the place
   */
  static BarrierFolder join(Path folder, InjectorShare share) {
    BarrierFolder joined = new BarrierFolder(folder, share);
    try {
      Files.createDirectories(folder);
      for (String name : joined.names()) {
        if (!joined.isOfAnotherInjector(name)) {
          throw joined.refuse(name);
        }
      }
      joined.takePlace();
      return joined;
    } catch (IOException unusable) {
      throw new ConfigurationException(
          "-Dinjector.barrier: expected a folder that all injectors can write to, found %s (%s); correct the path or its permissions."
              .formatted(folder, unusable),
          unusable);
    }
  }

  private void takePlace() throws IOException {
    Path started = own(STARTED);
    try {
      Files.createFile(started);
    } catch (FileAlreadyExistsException taken) {
      throw refuse(started.getFileName().toString());
    }
  }

  /** One that has stopped already, or files beyond it, belong to another run. */
  private boolean isOfAnotherInjector(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        && !matcher.group(3).equals(GAVE_UP)
        && Integer.parseInt(matcher.group(1)) != share.index()
        && Integer.parseInt(matcher.group(2)) == share.count();
  }

  /** Others that have started would wait for this injector, or take an old file for its own. */
  private ConfigurationException refuse(String name) {
    String sentence =
        "-Dinjector.barrier: expected an empty folder, found %s in %s; empty the folder, or name a new one for each run, and give each injector its own -Dinjector."
            .formatted(name, folder);
    if (NAME.matcher(name).matches() || name.equals(OPENS_AT)) {
      try {
        giveUp(sentence);
      } catch (IOException unwritable) {
        // The others give up by themselves, only later.
      }
    }
    return new ConfigurationException(sentence);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(HIDDEN))
          .sorted()
          .toList();
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private Path own(String kind) {
    return folder.resolve("%d-of-%d.%s".formatted(share.index(), share.count(), kind));
  }

  void ready() throws IOException {
    write(own(READY), "");
  }

  void giveUp(String reason) throws IOException {
    write(own(GAVE_UP), reason);
  }

  void agreeOn(Instant opensAt) throws IOException {
    write(folder.resolve(OPENS_AT), opensAt.truncatedTo(ChronoUnit.MILLIS).toString());
  }

  private void write(Path file, String text) throws IOException {
    Path incomplete = Files.createTempFile(folder, HIDDEN, null);
    Files.writeString(incomplete, text);
    Files.move(incomplete, file, StandardCopyOption.ATOMIC_MOVE);
  }

  Seen read() throws IOException {
    seeFresh();
    Set<Integer> ready = new TreeSet<>();
    Optional<Instant> opensAt = Optional.empty();
    Optional<String> gaveUp = Optional.empty();
    for (String name : names()) {
      Matcher matcher = NAME.matcher(name);
      if (name.equals(OPENS_AT)) {
        opensAt = Optional.of(instant(Files.readString(folder.resolve(name))));
      } else if (matcher.matches() && Integer.parseInt(matcher.group(2)) == share.count()) {
        int index = Integer.parseInt(matcher.group(1));
        if (matcher.group(3).equals(READY)) {
          ready.add(index);
        } else if (matcher.group(3).equals(GAVE_UP) && index != share.index()) {
          String reason = Files.readString(folder.resolve(name));
          gaveUp =
              Optional.of("injector %d/%d gave up: %s".formatted(index, share.count(), reason));
        }
      }
    }
    return new Seen(ready, opensAt, gaveUp);
  }

  private static Instant instant(String text) throws IOException {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException damaged) {
      throw new IOException("%s: expected a time, found \"%s\"".formatted(OPENS_AT, text), damaged);
    }
  }

  /** A network file system caches a folder's list for up to a minute, until this machine writes. */
  private void seeFresh() throws IOException {
    Files.delete(Files.createTempFile(folder, HIDDEN, null));
  }

  /** The clock of the folder's file system, which all injectors can read. */
  Optional<ClockOffset> clock(InstantSource wallClock) {
    return FileClock.offset(folder, HIDDEN, wallClock);
  }
}
