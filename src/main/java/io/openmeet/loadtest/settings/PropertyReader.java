package io.openmeet.loadtest.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Stream;

/** Reads the value of a property, or its default; refuses a malformed value. */
final class PropertyReader {
  private final Properties properties;

  PropertyReader(Properties properties) {
    this.properties = properties;
  }

  /** The value that was given, without blanks around it; empty when none was given. */
  Optional<String> given(Property property) {
    String value = properties.getProperty(property.key());
    if (value != null && value.isBlank()) {
      throw new ConfigurationException(
          "-D%s: expected a value, found none; give one or leave the property out."
              .formatted(property.key()));
    }
    return Optional.ofNullable(value).map(String::strip);
  }

  String text(Property property) {
    return given(property).orElse(property.defaultText());
  }

  List<String> list(Property property) {
    return Stream.of(text(property).split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  double number(Property property) {
    String text = text(property);
    try {
      double number = Double.parseDouble(text);
      if (number >= property.least() && number <= property.most()) {
        return number;
      }
    } catch (NumberFormatException noNumber) {
      // reported below, together with numbers out of range
    }
    throw new ConfigurationException(
        "-D%s: expected a number from %d to %d, found \"%s\"."
            .formatted(property.key(), property.least(), property.most(), text));
  }

  /** Empty when none was given. */
  OptionalInt wholeNumber(Property property) {
    return given(property)
        .map(text -> OptionalInt.of(wholeNumber(property, text)))
        .orElseGet(OptionalInt::empty);
  }

  private static int wholeNumber(Property property, String text) {
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= property.least() && number <= property.most()) {
        return number;
      }
    }
    throw new ConfigurationException(
        "-D%s: expected a whole number from %d to %d, found \"%s\"."
            .formatted(property.key(), property.least(), property.most(), text));
  }

  int wholeSeconds(Property property) {
    double seconds = number(property);
    if (seconds != Math.rint(seconds)) {
      throw new ConfigurationException(
          "-D%s: expected whole seconds, found \"%s\"."
              .formatted(property.key(), properties.getProperty(property.key())));
    }
    return (int) seconds;
  }
}
