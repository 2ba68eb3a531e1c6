package io.openmeet.loadtest.workflowfiles;

import java.util.Map;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML as GitHub reads it: a key can stand only once, and {@code on} is a text. */
final class WorkflowYaml {
  private WorkflowYaml() {}

  static Map<String, Object> read(String text) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    return new Yaml(
            new SafeConstructor(strict), new Representer(unused), unused, strict, new Booleans())
        .load(text);
  }

  /** In YAML 1.1, which SnakeYAML reads, yes, no, on and off are booleans too; not in YAML 1.2. */
  private static final class Booleans extends Resolver {
    private static final Pattern TRUE_OR_FALSE =
        Pattern.compile("true|True|TRUE|false|False|FALSE");

    @Override
    public void addImplicitResolver(Tag tag, Pattern pattern, String firstLetters, int limit) {
      if (tag.equals(Tag.BOOL)) {
        super.addImplicitResolver(tag, TRUE_OR_FALSE, "tTfF", limit);
      } else {
        super.addImplicitResolver(tag, pattern, firstLetters, limit);
      }
    }
  }
}
