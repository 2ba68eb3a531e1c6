package io.openmeet.loadtest.cli;

import io.openmeet.loadtest.reports.TextTable;
import io.openmeet.loadtest.settings.Property;
import io.openmeet.loadtest.settings.PropertyGroup;
import io.openmeet.loadtest.settings.SecretProperties;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints all properties of a run, with the values in force; checks them as a run does. */
@Command(
    name = "settings",
    description =
        "Prints all properties of a run: value in force, whether it is the default, meaning, allowed values.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a run would accept the properties",
      "2:wrong usage, or a property is unknown or malformed"
    })
final class SettingsCommand implements Callable<Integer> {
  @Mixin private RunProperties properties;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    properties.settings();
    spec.commandLine().getOut().print(table());
    return ExitCode.PASS;
  }

  private TextTable table() {
    Map<String, String> given = properties.given();
    TextTable table = new TextTable("Property", "From", "Value");
    for (Property property : Property.values()) {
      String key = property.key();
      if (given.containsKey(key)) {
        table.row(key, "-D", SecretProperties.shown(key, given.get(key).strip()));
      } else {
        String value = property.defaultText();
        table.row(key, "default", value.isEmpty() ? "none" : value);
      }
      table.remark("%s (%s)".formatted(property.meaning(), property.allowed()));
    }
    for (PropertyGroup group : PropertyGroup.values()) {
      table.row(group.prefix() + "*", "", "see " + group.documentation());
      table.remark(group.meaning());
    }
    return table;
  }
}
