package io.openmeet.loadtest;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Which package may use which. Tests may use everything that they test, with one exception: the
 * load side and the reference API never use each other. They share only the feeders.
 */
class ArchitectureTest {
  private static final String LOAD_SIDE = "io.openmeet.loadtest";

  /** The accounts and meetings that both the load side and the reference API use. */
  private static final String FEEDERS = "io.openmeet.feeders..";

  /** Each package may use the packages before it in this list, never those after it. */
  private static final List<String> KIT =
      List.of(
          "settings",
          "sla",
          "simulationlog",
          "statistics",
          "injector",
          "results",
          "dashboard",
          "trends",
          "launch",
          "comparison",
          "capacity",
          "performance",
          "night",
          "pullrequest",
          "reports",
          "cli");

  private static final Pattern UNIT_TEST = Pattern.compile(".*(Test|IT)(\\$.*)?\\.class");

  private static final String[] EVERYONES = {"java..", "javax.."};

  /** The kit, as compiled from src/main. */
  private static JavaClasses kit;

  /** The kit, the load tests and the reference API, without unit tests. */
  private static JavaClasses project;

  /** With unit tests. */
  private static JavaClasses everything;

  @BeforeAll
  static void read() {
    Path main = Path.of("target", "classes");
    Path test = Path.of("target", "test-classes");
    assertTrue(
        Files.isDirectory(main) && Files.isDirectory(test), "run it with Maven, in the top folder");
    kit = new ClassFileImporter().importPath(main);
    project =
        new ClassFileImporter()
            .withImportOption(location -> !location.matches(UNIT_TEST))
            .importPaths(main, test);
    everything = new ClassFileImporter().importPaths(main, test);
  }

  @Test
  void looksAtTheRightClasses() {
    assertTrue(kit.contain(LOAD_SIDE + ".sla.SlaBook"));
    assertFalse(kit.contain(LOAD_SIDE + ".load.Load"));
    assertTrue(project.contain(LOAD_SIDE + ".load.Load"));
    assertFalse(project.contain(LOAD_SIDE + ".load.LoadTest"));
    assertTrue(everything.contain(LOAD_SIDE + ".load.LoadTest"));
  }

  static List<String> kitPackages() {
    return KIT;
  }

  @ParameterizedTest
  @MethodSource("kitPackages")
  void kitPackagesUseOnlyThoseBeforeThem(String name) {
    String[] behind =
        IntStream.range(KIT.indexOf(name) + 1, KIT.size())
            .mapToObj(i -> tree(KIT.get(i)))
            .toArray(String[]::new);
    if (behind.length > 0) {
      noClasses()
          .that()
          .resideInAPackage(tree(name))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(behind)
          .allowEmptyShould(true)
          .check(kit);
    }
  }

  @Test
  void theKitHasNoOtherPackages() {
    String[] known = KIT.stream().map(ArchitectureTest::tree).toArray(String[]::new);
    classes().should().resideInAnyPackage(known).check(kit);
  }

  @Test
  void theKitKnowsNeitherGatlingNorTheLoadTests() {
    String[] known = KIT.stream().map(ArchitectureTest::tree).toArray(String[]::new);
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("io.gatling..", "scala..", "io.openmeet..")
                .and(not(resideInAnyPackage(known))))
        .check(kit);
  }

  @Test
  void theLoadSideDoesNotKnowTheReferenceApi() {
    noClasses()
        .that()
        .resideInAPackage("io.openmeet.loadtest..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.openmeet.reference..")
        .check(everything);
  }

  @Test
  void theReferenceApiDoesNotKnowTheLoadSide() {
    noClasses()
        .that()
        .resideInAPackage("io.openmeet.reference..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.openmeet.loadtest..", "io.gatling..")
        .allowEmptyShould(true)
        .check(everything);
  }

  @Test
  void feedersKnowNeitherSide() {
    noClasses()
        .that()
        .resideInAPackage(FEEDERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.openmeet.loadtest..", "io.openmeet.reference..", "io.gatling..")
        .check(everything);
  }

  @Test
  void simulationsAreWiringOnly() {
    classes()
        .that()
        .resideInAPackage(tree("simulations"))
        .should()
        .onlyDependOnClassesThat(
            anyOf("simulations", "journeys", "load", "runs", "browser")
                .or(resideInAnyPackage("io.gatling..", "scala.."))
                .or(resideInAnyPackage(EVERYONES))
                // The run's context has them: a simulation signs in as many users as it needs.
                .or(resideInAPackage(FEEDERS)))
        .check(project);
  }

  @Test
  void statisticsKnowNoServiceLevel() {
    noClasses()
        .that()
        .resideInAPackage(tree("statistics"))
        .should()
        .dependOnClassesThat()
        .haveNameMatching(".*\\.(Sla|SlaBook|SlaOutcome|Measure|Measured|Verdict)")
        .check(kit);
  }

  @Test
  void journeysKnowOnlyWhatAUserDoes() {
    noClasses()
        .that()
        .resideInAPackage(tree("journeys"))
        .should()
        .dependOnClassesThat(anyOf("runs", "simulations", "target"))
        .check(project);
  }

  @Test
  void loadAndFeedersKnowNothingOfRunsOrUsers() {
    noClasses()
        .that(anyOf("load", "feeders"))
        .should()
        .dependOnClassesThat(anyOf("runs", "simulations", "target", "journeys"))
        .check(project);
  }

  @Test
  void onlySimulationsKnowJourneys() {
    noClasses()
        .that(anyOf("runs", "target", "load", "feeders", "browser"))
        .should()
        .dependOnClassesThat(anyOf("journeys", "simulations"))
        .check(project);
  }

  @Test
  void noPackagesOfTheLoadSideUseEachOtherInACircle() {
    slices().matching("io.openmeet.loadtest.(*)..").should().beFreeOfCycles().check(project);
  }

  @Test
  void noPackagesOfTheReferenceApiUseEachOtherInACircle() {
    slices()
        .matching("io.openmeet.reference.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(project);
  }

  @Test
  void noPackageIsADrawer() {
    noClasses()
        .should()
        .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..")
        .check(everything.that(resideInAPackage("io.openmeet..")));
  }

  private static DescribedPredicate<JavaClass> anyOf(String... packages) {
    return resideInAnyPackage(
        List.of(packages).stream().map(ArchitectureTest::tree).toArray(String[]::new));
  }

  private static String tree(String name) {
    return LOAD_SIDE + "." + name + "..";
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    List<Path> roots = List.of(Path.of("src", "main", "java"), Path.of("src", "test", "java"));
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(file -> root.relativize(file.getParent()))
            .distinct()
            .forEach(
                folder ->
                    assertTrue(
                        roots.stream()
                            .map(one -> one.resolve(folder).resolve("package-info.java"))
                            .anyMatch(Files::exists),
                        folder + " has no package-info.java"));
      }
    }
  }
}
