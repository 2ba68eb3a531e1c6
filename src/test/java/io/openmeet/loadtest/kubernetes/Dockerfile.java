package io.openmeet.loadtest.kubernetes;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The instructions of a Dockerfile.
 *
 * @param instructions without comments; each in one line, with one blank between words
 */
record Dockerfile(List<String> instructions) {
  private static final Pattern NUMBERS = Pattern.compile("USER (\\d+):(\\d+)");

  static Dockerfile read() {
    return parse(Manifests.text(Path.of("ci", "Dockerfile")));
  }

  static Dockerfile parse(String text) {
    return new Dockerfile(
        text.replaceAll("(?m)^\\s*#.*\\R?", "")
            .replaceAll("\\\\\\R", " ")
            .lines()
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .filter(line -> !line.isEmpty())
            .toList());
  }

  /** The arguments of all instructions of a kind. */
  List<String> all(String instruction) {
    return arguments(instructions, instruction);
  }

  /** The same, of the stage that becomes the image. */
  List<String> lastStage(String instruction) {
    int start = instructions.lastIndexOf("FROM " + all("FROM").get(all("FROM").size() - 1));
    return arguments(instructions.subList(start, instructions.size()), instruction);
  }

  private static List<String> arguments(List<String> instructions, String instruction) {
    return instructions.stream()
        .filter(line -> line.startsWith(instruction + " "))
        .map(line -> line.substring(instruction.length() + 1))
        .toList();
  }

  /** The number of the image's user. */
  long user() {
    return Long.parseLong(numbers().group(1));
  }

  /** The number of the user's group. */
  long group() {
    return Long.parseLong(numbers().group(2));
  }

  private Matcher numbers() {
    String last = "USER " + lastStage("USER").get(lastStage("USER").size() - 1);
    Matcher numbers = NUMBERS.matcher(last);
    if (!numbers.matches()) {
      throw new AssertionError("expected numbers of user and group, found " + last);
    }
    return numbers;
  }
}
