package io.openmeet.reference.recordings;

/** The name that a client gave a file. */
final class FileName {
  private static final int LONGEST = 255;

  private FileName() {}

  /**
   * Undoes the escaping of quotes in a quoted {@code filename} (RFC 7578 takes it from RFC 2616),
   * which the decoder below Vert.x leaves in.
   */
  static String unescape(String name) {
    if (name.indexOf('\\') < 0) {
      return name;
    }
    return name.replace("\\\"", "\"").replace("\\\\", "\\");
  }

  static boolean acceptable(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
