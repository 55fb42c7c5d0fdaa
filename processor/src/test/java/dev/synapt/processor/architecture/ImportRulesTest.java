package dev.synapt.processor.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.synapt.dsl.Network;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ImportRulesTest {

  private static final String ROOT = "dev.synapt.processor";

  /** How many classes there are at least, so that no rule holds because nothing was looked at. */
  private static final int PROCESSOR_CLASSES = 150;

  private static final int RUNTIME_CLASSES = 50;
  private static final int DSL_CLASSES = 15;

  @Test
  void everythingWasLookedAt() {
    assertAtLeast(PROCESSOR_CLASSES, MainClasses.PROCESSOR);
    assertAtLeast(RUNTIME_CLASSES, MainClasses.RUNTIME);
    assertAtLeast(DSL_CLASSES, MainClasses.DSL);
    assertEquals(
        Set.of(
            "declaration",
            "diagnostic",
            "dump",
            "emit",
            "explain",
            "graph",
            "kernel",
            "lane",
            "lint",
            "lower",
            "method",
            "plan",
            "source",
            "summary"),
        stages(),
        "a new package needs its place in the rules below");
  }

  private static void assertAtLeast(int least, JavaClasses classes) {
    assertTrue(classes.size() >= least, () -> "only " + classes.size() + " classes");
  }

  private static Set<String> stages() {
    return MainClasses.PROCESSOR.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(ROOT + "."))
        .map(name -> name.substring(ROOT.length() + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Each stage knows the ones before it, which its input is made of, and none behind it. */
  @Test
  void stagesAreInOrder() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("root")
        .definedBy(ROOT)
        .layer("diagnostic")
        .definedBy(ROOT + ".diagnostic")
        .layer("declaration")
        .definedBy(ROOT + ".declaration")
        .layer("source")
        .definedBy(ROOT + ".source")
        .layer("graph")
        .definedBy(ROOT + ".graph")
        .layer("lower")
        .definedBy(ROOT + ".lower")
        .layer("plan")
        .definedBy(ROOT + ".plan")
        .layer("lane")
        .definedBy(ROOT + ".lane")
        .layer("kernel")
        .definedBy(ROOT + ".kernel")
        .layer("method")
        .definedBy(ROOT + ".method")
        .layer("summary")
        .definedBy(ROOT + ".summary")
        .layer("explain")
        .definedBy(ROOT + ".explain")
        .layer("lint")
        .definedBy(ROOT + ".lint")
        .layer("emit")
        .definedBy(ROOT + ".emit")
        .layer("dump")
        .definedBy(ROOT + ".dump")
        .whereLayer("root")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("dump")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("emit")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("explain")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("lint")
        .mayOnlyBeAccessedByLayers("root")
        .whereLayer("diagnostic")
        .mayNotAccessAnyLayer()
        .whereLayer("declaration")
        .mayOnlyAccessLayers("diagnostic")
        .whereLayer("source")
        .mayOnlyAccessLayers("diagnostic", "declaration")
        .whereLayer("graph")
        .mayOnlyAccessLayers("diagnostic", "declaration")
        .whereLayer("lower")
        .mayOnlyAccessLayers("graph")
        .whereLayer("plan")
        .mayOnlyAccessLayers("graph", "lower")
        .whereLayer("lane")
        .mayNotAccessAnyLayer()
        .whereLayer("kernel")
        .mayOnlyAccessLayers("graph", "lower", "plan", "lane")
        .whereLayer("method")
        .mayOnlyAccessLayers("graph", "lower", "plan", "lane", "kernel")
        .whereLayer("summary")
        .mayOnlyAccessLayers("graph", "lower", "plan")
        .whereLayer("explain")
        .mayOnlyAccessLayers("graph", "lower", "plan", "summary")
        .whereLayer("lint")
        .mayOnlyAccessLayers("diagnostic", "declaration", "graph", "plan", "summary")
        .whereLayer("emit")
        .mayOnlyAccessLayers("graph", "lower", "plan", "lane", "method", "summary")
        .whereLayer("dump")
        .mayOnlyAccessLayers(
            "declaration", "graph", "lower", "plan", "lane", "kernel", "method", "summary")
        .check(MainClasses.PROCESSOR);
  }

  @Test
  void noPackagesKnowEachOther() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MainClasses.PROCESSOR);
    slices()
        .matching("dev.synapt.runtime.(*)..")
        .should()
        .beFreeOfCycles()
        .check(MainClasses.RUNTIME);
  }

  /** So that everything behind them is tested without a compiler. */
  @Test
  void theCompilersApiIsKnownWhereSourcesAreReadAndFilesWritten() {
    DescribedPredicate<JavaClass> javaPoetsModifiers = equivalentTo(Modifier.class);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".source")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                    "javax.lang.model..", "javax.annotation.processing..", "javax.tools..")
                .and(DescribedPredicate.not(javaPoetsModifiers)))
        .check(MainClasses.PROCESSOR);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".source", ROOT + ".emit")
        .should()
        .dependOnClassesThat(javaPoetsModifiers)
        .check(MainClasses.PROCESSOR);
  }

  @Test
  void javaPoetIsKnownWhereClassesAreWritten() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".emit")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".FilerWriter")
        .and()
        .doNotHaveFullyQualifiedName(ROOT + ".CodeGenerator")
        .should()
        .dependOnClassesThat(resideInAPackage("com.palantir.javapoet.."))
        .check(MainClasses.PROCESSOR);
  }

  /** Annotations are read as the compiler has them; only their enums are values behind that. */
  @Test
  void annotationsAreKnownWhereSourcesAreRead() {
    DescribedPredicate<JavaClass> dsl = resideInAPackage("dev.synapt.dsl..");
    DescribedPredicate<JavaClass> annotations =
        DescribedPredicate.describe("are annotations", JavaClass::isAnnotation);
    DescribedPredicate<JavaClass> models = equivalentTo(Network.class);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".source", ROOT)
        .should()
        .dependOnClassesThat(dsl.and(annotations))
        .check(MainClasses.PROCESSOR);
    noClasses()
        .that()
        .resideInAPackage(ROOT)
        .should()
        .dependOnClassesThat(dsl.and(DescribedPredicate.not(models)))
        .check(MainClasses.PROCESSOR);
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".source", ROOT + ".declaration", ROOT + ".graph")
        .should()
        .dependOnClassesThat(dsl)
        .check(MainClasses.PROCESSOR);
  }

  /** Generated code needs the runtime; the processor must work without it. */
  @Test
  void theProcessorNeedsNeitherTheRuntimeNorTheVectorModule() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.synapt.runtime..", "jdk.incubator.vector.."))
        .check(MainClasses.PROCESSOR);
  }

  @Test
  void theAnnotationsNeedNothing() {
    onlyDependsOn("java.lang..", "dev.synapt.dsl..").check(MainClasses.DSL);
  }

  @Test
  void theRuntimeNeedsTheJdk() {
    onlyDependsOn("java..", "javax.imageio..", "jdk.incubator.vector..", "dev.synapt.runtime..")
        .check(MainClasses.RUNTIME);
  }

  private static ArchRule onlyDependsOn(String... packages) {
    return classes().should().onlyDependOnClassesThat(resideInAnyPackage(packages));
  }

  /** Loading a class that names it fails where the module is absent. */
  @Test
  void oneClassOfTheRuntimeNamesTheVectorModule() {
    Set<String> naming =
        MainClasses.RUNTIME.stream()
            .filter(type ->
                type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith("jdk.incubator")))
            .map(JavaClass::getName)
            .collect(Collectors.toSet());
    assertEquals(Set.of("dev.synapt.runtime.VectorRegisters"), naming);
  }

  /** The rules see what they forbid: this test's own class breaks some of them. */
  @Test
  void theRulesCanBreak() {
    JavaClasses tests = new ClassFileImporter().importClasses(ImportRulesTest.class);
    assertTrue(
        noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("javax.lang.model.."))
            .evaluate(tests)
            .hasViolation());
    assertTrue(onlyDependsOn("java..").evaluate(tests).hasViolation());
  }
}
