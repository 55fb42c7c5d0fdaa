package dev.synapt.processor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no class of the processor does: equal input must give equal output, and nothing else. */
final class CodingRulesTest {

  @Test
  void nothingIsPrinted() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MainClasses.PROCESSOR);
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MainClasses.RUNTIME);
  }

  @Test
  void nothingIsLogged() {
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MainClasses.PROCESSOR);
    NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MainClasses.RUNTIME);
  }

  /** A compiler may run the processor many times in one process, and on several threads. */
  @Test
  void noStaticFieldChanges() {
    fields().that().areStatic().should().beFinal().check(MainClasses.PROCESSOR);
    noFields()
        .that()
        .areStatic()
        .and()
        .areNotPrivate()
        .and(
            DescribedPredicate.<JavaField>describe(
                "are not generated", field -> !isSynthetic(field)))
        .should()
        .haveRawType(DescribedPredicate.describe("an array", JavaClass::isArray))
        .check(MainClasses.PROCESSOR);
  }

  private static boolean isSynthetic(JavaField field) {
    return field.getModifiers().contains(JavaModifier.SYNTHETIC);
  }

  /** A final collection can still change; those of the JDK that cannot are known by their names. */
  @Test
  void noStaticCollectionChanges() throws ReflectiveOperationException {
    int seen = 0;
    for (JavaClass type : MainClasses.PROCESSOR) {
      for (JavaField field : type.getFields()) {
        boolean collection =
            field.getRawType().isAssignableTo(Collection.class)
                || field.getRawType().isAssignableTo(Map.class);
        if (collection && field.getModifiers().contains(JavaModifier.STATIC)) {
          seen++;
          String name = collectionType(field);
          assertTrue(
              name.contains("Immutable") || name.contains("Unmodifiable"),
              () -> field.getFullName() + " is a " + name);
        }
      }
    }
    int fields = seen;
    assertTrue(fields >= 2, () -> "looked at " + fields + " fields");
  }

  private static String collectionType(JavaField field) throws ReflectiveOperationException {
    Field reflected = field.reflect();
    reflected.setAccessible(true);
    return reflected.get(null).getClass().getName();
  }

  /** Whoever extends a class must have been expected. */
  @Test
  void classesAreFinalOrMadeForExtension() {
    classes()
        .that()
        .areNotInterfaces()
        .and()
        .areNotEnums()
        .and()
        .areNotAnonymousClasses()
        .should(
            new ArchCondition<>("be final, abstract or sealed") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean closed =
                    type.getModifiers().contains(JavaModifier.FINAL)
                        || type.getModifiers().contains(JavaModifier.ABSTRACT)
                        || type.reflect().isSealed()
                        || type.reflect().isSynthetic();
                events.add(new SimpleConditionEvent(type, closed, type.getName() + " is open"));
              }
            })
        .check(MainClasses.PROCESSOR);
  }

  @Test
  void enoughWasLookedAt() {
    List<JavaField> statics =
        MainClasses.PROCESSOR.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
            .toList();
    assertTrue(statics.size() >= 50, () -> statics.size() + " static fields");
  }
}
