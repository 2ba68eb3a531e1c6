package io.openmeet.feeders;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The texts that the API accepts in a field. It accepts no control characters.
 *
 * @param shortest in Unicode characters
 * @param longest in Unicode characters
 * @param form the pattern that the whole text matches
 * @param formInWords the same for the message, with an example
 */
record TextRule(int shortest, int longest, Pattern form, String formInWords) {
  private static final Pattern ANY = Pattern.compile("(?s).*");

  static TextRule ofLength(int shortest, int longest) {
    return new TextRule(shortest, longest, ANY, "any text");
  }

  TextRule matching(String regex, String inWords) {
    return new TextRule(shortest, longest, Pattern.compile(regex), inWords);
  }

  /** What was expected and found; empty when the text follows the rule. */
  Optional<String> complaint(String text) {
    OptionalInt control = text.codePoints().filter(Character::isISOControl).findFirst();
    if (control.isPresent()) {
      return Optional.of(
          "expected no control characters, found U+%04X".formatted(control.getAsInt()));
    }
    // The message omits the text, which may be a password.
    int length = text.codePointCount(0, text.length());
    if (length < shortest || length > longest) {
      return Optional.of(
          "expected %d to %d characters, found %d".formatted(shortest, longest, length));
    }
    return form.matcher(text).matches()
        ? Optional.empty()
        : Optional.of("expected %s, found \"%s\"".formatted(formInWords, text));
  }
}
