package io.renwu;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Checks the directions of dependencies between packages, and that no classes form cycles. */
@AnalyzeClasses(
    packages = "io.renwu",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  /** Excludes test classes that modules share as jars. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] PURE = {
    "io.renwu.model..",
    "io.renwu.calendar..",
    "io.renwu.violation..",
    "io.renwu.condition..",
    "io.renwu.document..",
    "io.renwu.catalog..",
    "io.renwu.engine..",
    "io.renwu.lint..",
    "io.renwu.budget..",
    "io.renwu.limit..",
    "io.renwu.codec.."
  };

  @ArchTest
  static final ArchRule MODEL_IS_JAVA_ALONE =
      classes()
          .that()
          .resideInAPackage("io.renwu.model..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.renwu.model..");

  @ArchTest
  static final ArchRule LIMIT_IS_JAVA_ALONE =
      classes()
          .that()
          .resideInAPackage("io.renwu.limit..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.renwu.limit..");

  @ArchTest
  static final ArchRule THE_CALENDAR_KNOWS_THE_MODEL =
      onlyKnow("io.renwu.calendar..", "io.renwu.model..", "io.renwu.calendar..");

  @ArchTest
  static final ArchRule VIOLATIONS_ARE_AT_THE_BOTTOM =
      onlyKnow("io.renwu.violation..", "io.renwu.model..", "io.renwu.violation..");

  @ArchTest
  static final ArchRule CONDITIONS_KNOW_NO_DOCUMENT =
      onlyKnow(
          "io.renwu.condition..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..");

  @ArchTest
  static final ArchRule DOCUMENTS_KNOW_NO_CATALOG =
      onlyKnow(
          "io.renwu.document..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..");

  @ArchTest
  static final ArchRule THE_CATALOG_KNOWS_NO_DOCUMENT =
      onlyKnow(
          "io.renwu.catalog..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.catalog..");

  @ArchTest
  static final ArchRule THE_ENGINE_KNOWS_THE_CATALOG =
      onlyKnow(
          "io.renwu.engine..",
          "io.renwu.model..",
          "io.renwu.calendar..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..",
          "io.renwu.catalog..",
          "io.renwu.budget..",
          "io.renwu.engine..");

  @ArchTest
  static final ArchRule LINTS_KNOW_TASKS =
      onlyKnow(
          "io.renwu.lint..",
          "io.renwu.model..",
          "io.renwu.calendar..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..",
          "io.renwu.catalog..",
          "io.renwu.lint..");

  @ArchTest
  static final ArchRule BUDGETS_KNOW_THE_MODEL =
      onlyKnow("io.renwu.budget..", "io.renwu.model..", "io.renwu.budget..");

  @ArchTest
  static final ArchRule CODECS_KNOW_WHAT_THEY_WRITE =
      onlyKnow(
          "io.renwu.codec..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..",
          "io.renwu.catalog..",
          "io.renwu.budget..",
          "io.renwu.engine..",
          "io.renwu.codec..");

  @ArchTest
  static final ArchRule FUNCTIONS_KNOW_NO_JOB =
      onlyKnow(
          "io.renwu.function..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..",
          "io.renwu.catalog..",
          "io.renwu.budget..",
          "io.renwu.engine..",
          "io.renwu.codec..",
          "io.renwu.function..");

  @ArchTest
  static final ArchRule THE_CONNECTOR_KNOWS_NO_TASK_AND_NO_EVENT =
      onlyKnow("io.renwu.connector..", "io.renwu.limit..", "io.renwu.connector..");

  @ArchTest
  static final ArchRule JOBS_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("io.renwu.job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.renwu.cli..", "io.renwu.lab..", "io.renwu.demo..");

  @ArchTest
  static final ArchRule A_CLUSTER_KNOWS_NO_DEMO =
      noClasses()
          .that()
          .resideInAPackage("io.renwu.cluster..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.renwu.demo..", "io.renwu.chaos..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_KNOWS_CHAOS =
      noClasses()
          .that()
          .resideInAPackage("io.renwu..")
          .and()
          .resideOutsideOfPackages("io.renwu.chaos..", "io.renwu.lab..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.renwu.chaos..");

  @ArchTest
  static final ArchRule THE_EVALUATION_KNOWS_THE_ENGINE =
      onlyKnow(
          "io.renwu.evaluation..",
          "io.renwu.model..",
          "io.renwu.violation..",
          "io.renwu.condition..",
          "io.renwu.document..",
          "io.renwu.catalog..",
          "io.renwu.budget..",
          "io.renwu.engine..",
          "io.renwu.codec..",
          "io.renwu.evaluation..");

  @ArchTest
  static final ArchRule A_COMPARISON_KNOWS_NO_SERVER =
      noClasses()
          .that()
          .resideInAPackage("io.renwu.reconcile")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache..",
              "io.renwu.job..",
              "io.renwu.connector..",
              "io.renwu.function..",
              "io.renwu.reconcile.kafka..",
              "io.renwu.cli..");

  @ArchTest
  static final ArchRule RECONCILIATIONS_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideInAPackage("io.renwu.reconcile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.renwu.cli..", "io.renwu.lab..", "io.renwu.demo..");

  @ArchTest
  static final ArchRule THE_PURE_CORE_HAS_NO_SURROUNDINGS =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.flink..",
              "org.apache.kafka..",
              "io.lettuce..",
              "org.slf4j..",
              "org.apache.logging..",
              "java.util.logging..");

  @ArchTest
  static final ArchRule THE_PURE_CORE_READS_NO_CLOCK =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class);

  @ArchTest
  static final ArchRule THE_PURE_CORE_DRAWS_NO_CHANCE =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(UUID.class, "randomUUID");

  @ArchTest
  static final ArchRule ONLY_THE_CLIENT_SPEAKS_REDIS =
      noClasses()
          .that()
          .resideInAPackage("io.renwu..")
          .and()
          .resideOutsideOfPackages(
              "io.renwu.connector.redis.streams.client..",
              "io.renwu.connector.redis.streams.transport..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.lettuce..");

  private static final String STREAMS = "org.apache.flink.streaming.api.datastream";
  private static final Set<String> SETTERS = Set.of("uid", "setParallelism", "setMaxParallelism");

  @ArchTest
  static final ArchRule ONLY_TOPOLOGIES_SET_UIDS_AND_PARALLELISM =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Topology")
          .should()
          .callMethodWhere(
              describe(
                  "uids and parallelism of operators are set",
                  call ->
                      SETTERS.contains(call.getTarget().getName())
                          && call.getTargetOwner().getPackageName().startsWith(STREAMS)));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.renwu.(**)").should().beFreeOfCycles();

  /** Packages form no cycles, so a cycle of classes can only lie within one package. */
  @ArchTest
  static final ArchRule NO_CYCLES_BETWEEN_CLASSES =
      slices().assignedFrom(new TopLevelClasses()).should().beFreeOfCycles();

  /** Groups each class with its nested classes. */
  private static final class TopLevelClasses implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
      return SliceIdentifier.of(javaClass.getName().replaceFirst("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "classes with those nested in them";
    }
  }

  private static ArchRule onlyKnow(String part, String... known) {
    return noClasses()
        .that()
        .resideInAPackage(part)
        .should()
        .dependOnClassesThat(resideInAPackage("io.renwu..").and(not(resideInAnyPackage(known))));
  }
}
