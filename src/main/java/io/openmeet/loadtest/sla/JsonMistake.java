package io.openmeet.loadtest.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Collection;
import java.util.stream.Collectors;

/** Explains a mistake in a file of service levels in the terms of that file, not of Jackson. */
final class JsonMistake {
  private JsonMistake() {}

  /** One sentence without the full stop. */
  static String sentence(String source, JsonProcessingException mistake) {
    var at = mistake.getLocation();
    return at == null
        ? "%s: %s".formatted(source, what(mistake))
        : "%s line %d: %s".formatted(source, at.getLineNr(), what(mistake));
  }

  private static String what(JsonProcessingException mistake) {
    if (mistake instanceof ValueInstantiationException refused && refused.getCause() != null) {
      return refused.getCause().getMessage();
    }
    if (mistake instanceof UnrecognizedPropertyException unknown) {
      return "unknown key \"%s\"; the known keys are %s"
          .formatted(unknown.getPropertyName(), names(unknown.getKnownPropertyIds()));
    }
    if (mistake instanceof JsonEOFException || mistake.getCause() instanceof JsonEOFException) {
      return "the file ends too early; a bracket or a quote is not closed";
    }
    if (mistake instanceof MismatchedInputException other) {
      return other.getPath().isEmpty()
          ? "expected {\"slas\": [...]} and nothing else"
          : "%s: expected %s".formatted(key(other), kind(other.getTargetType()));
    }
    return mistake.getOriginalMessage();
  }

  private static String names(Collection<Object> keys) {
    return keys.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  /** The innermost key with a name; the elements of a list have none. */
  private static String key(MismatchedInputException mistake) {
    return mistake.getPath().stream()
        .filter(step -> step.getFieldName() != null)
        .reduce((outer, inner) -> inner)
        .map(step -> step.getFieldName())
        .orElse("the file");
  }

  private static String kind(Class<?> type) {
    if (type == Double.class) {
      return "a number";
    }
    if (type == String.class) {
      return "a text";
    }
    return type == Sla.class ? "a service level in {...}" : "a list";
  }
}
