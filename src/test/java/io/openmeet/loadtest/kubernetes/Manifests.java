package io.openmeet.loadtest.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Objects of a cluster, read as strictly as a cluster does with {@code --validate=strict}. */
final class Manifests {
  static final Path FOLDER = Path.of("ci", "kubernetes");
  static final Path BASE = FOLDER.resolve("base");

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1 Namespace", Namespace.class,
          "v1 ConfigMap", ConfigMap.class,
          "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
          "v1 Pod", Pod.class,
          "batch/v1 Job", Job.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class,
          "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .annotationIntrospector(new WithoutAdditionalProperties())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config ->
                  List.of(
                          CoercionInputShape.Integer,
                          CoercionInputShape.Float,
                          CoercionInputShape.Boolean)
                      .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
          .build();

  private final List<HasMetadata> objects;

  /** The model classes collect unknown fields; without that, an unknown field is an error. */
  private static final class WithoutAdditionalProperties extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }

  private Manifests(List<HasMetadata> objects) {
    this.objects = List.copyOf(objects);
  }

  /** All objects of {@code ci/kubernetes/base}. */
  static Manifests ofBase() {
    try (Stream<Path> files = Files.list(BASE)) {
      return new Manifests(
          files
              .filter(file -> file.toString().endsWith(".yaml"))
              .filter(file -> !file.endsWith("kustomization.yaml"))
              .sorted()
              .flatMap(file -> parse(text(file)).objects.stream())
              .toList());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * @param yaml one or more documents
   * @throws IllegalArgumentException when a field is unknown or has another type
   */
  static Manifests parse(String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    for (Object document : yaml(yaml)) {
      Map<?, ?> fields = (Map<?, ?>) document;
      String kind = fields.get("apiVersion") + " " + fields.get("kind");
      if (!KINDS.containsKey(kind)) {
        throw new IllegalArgumentException(
            kind + ": expected one of " + KINDS.keySet().stream().sorted().toList());
      }
      try {
        objects.add(JSON.treeToValue(JSON.valueToTree(fields), KINDS.get(kind)));
      } catch (JsonProcessingException refused) {
        throw new IllegalArgumentException(kind + ": " + refused.getMessage(), refused);
      }
    }
    return new Manifests(objects);
  }

  /** Documents as maps and lists; the same key twice is an error. */
  static Iterable<Object> yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options)).loadAll(text);
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  <T extends HasMetadata> List<T> all(Class<T> kind) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The only object of a kind that has such a name. */
  <T extends HasMetadata> T one(Class<T> kind, Predicate<String> name) {
    List<T> found =
        all(kind).stream().filter(object -> name.test(object.getMetadata().getName())).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of kind " + kind.getSimpleName());
    }
    return found.get(0);
  }

  /** The Job whose pods make load. */
  Job injectors() {
    return one(Job.class, name -> name.startsWith("injectors-"));
  }

  /** The Job that makes one run of the parts. */
  Job merge() {
    return one(Job.class, name -> name.startsWith("merge-"));
  }
}
